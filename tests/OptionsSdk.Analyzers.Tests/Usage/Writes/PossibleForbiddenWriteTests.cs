namespace OptionsSdk.Analyzers.Tests.Usage.Writes;

/// <summary>OSDK2003.</summary>
public sealed class PossibleForbiddenWriteTests
{
    [Fact]
    public Task An_arm_that_cannot_be_written_is_found() => Mail.Body(
        """await options.DeleteAsync(flag ? {|OSDK2003:"mail.fixed"|} : "mail.port");""",
        """await options.DeleteAsync(flag ? text : {|OSDK2003:"mail.secret"|});""",
        """await options.SetAsync(flag ? {|OSDK2003:MailOptions.Keys.ListNamespace|} : MailOptions.Keys.Host, "x");""",
        """await options.DeleteAsync(number switch { 1 => "mail.port", 2 => {|OSDK2003:"mail.fixed"|}, _ => text });""",
        """string? maybe = flag ? text : null; await options.DeleteAsync(maybe ?? {|OSDK2003:"mail.fixed"|});""",
        """await options.DeleteAsync(flag ? "mail.port" : number > 1 ? {|OSDK2003:"mail.fixed"|} : "mail.host");""",
        """var key = flag ? "mail.fixed" : "mail.port"; await options.DeleteAsync({|OSDK2003:key|});""",
        """_ = new OptionBatch().Delete(flag ? {|OSDK2003:"mail.fixed"|} : "mail.port");""").FindsAsync();

    [Fact]
    public async Task The_message_names_key_group_and_reason() => Assert.Equal(
        [
            "The option 'mail.fixed' of 'MailOptions' is immutable, so that this write fails when the key is 'mail.fixed'; leave this key out",
            "The option 'mail.secret' of 'MailOptions' is never stored (NoStore), so that this write fails when the key is 'mail.secret'; leave this key out",
        ],
        await Mail.Body("""await options.DeleteAsync(number switch { 1 => {|OSDK2003:"mail.fixed"|}, 2 => {|OSDK2003:"mail.secret"|}, _ => text });""").MessagesAsync());

    [Fact]
    public Task Arms_that_can_be_written_and_those_that_nobody_knows_are_right() => Mail.Body(
        """await options.DeleteAsync(flag ? "mail.host" : "mail.port");""",
        """await options.DeleteAsync(flag ? text : "mail.port");""",
        """await options.DeleteAsync(text ?? "mail.port");""",
        """_ = options.GetText(flag ? "mail.fixed" : "mail.port");""",
        """_ = options.CanDelete(flag ? "mail.fixed" : "mail.port");""",
        """foreach (var key in new[] { "mail.fixed", "mail.port" }) { if (flag) { await options.DeleteAsync(key); } }""").FindsAsync();
}
