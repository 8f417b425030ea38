namespace OptionsSdk.Analyzers.Tests.Usage.Writes;

/// <summary>OSDK2004.</summary>
public sealed class ForgoneAnswerTests
{
    [Fact]
    public Task A_question_whose_answer_is_known_is_found() => Mail.Body(
        """_ = options.CanDelete({|OSDK2004:"mail.fixed"|});""",
        """_ = options.CanUpdate({|OSDK2004:MailOptions.Keys.ListNamespace|}, "x");""",
        """_ = options.CanUpdate(value: "x", key: {|OSDK2004:MailOptions.Keys.Secret|});""",
        """_ = options.CanDelete(flag ? {|OSDK2004:"mail.fixed"|} : {|OSDK2004:"mail.secret"|});""",
        """foreach (var key in new[] { "mail.fixed" }) { _ = options.CanDelete({|OSDK2004:key|}); }""").FindsAsync();

    [Fact]
    public async Task The_message_names_key_group_and_reason() => Assert.Equal(
        ["The option 'mail.secret' of 'MailOptions' is never stored (NoStore) and can never be written; remove the question"],
        await Mail.Body("""_ = options.CanDelete({|OSDK2004:"mail.secret"|});""").MessagesAsync());

    [Fact]
    public Task A_question_that_has_an_answer_is_right() => Mail.Body(
        """_ = options.CanDelete("mail.port");""",
        """_ = options.CanUpdate(MailOptions.Keys.Port, 1);""",
        """_ = options.CanDelete("mail.port", OptionChannel.Admin);""",
        """_ = options.CanDelete(flag ? "mail.fixed" : "mail.port");""",
        """_ = options.CanDelete(text);""",
        """foreach (var key in new[] { "mail.fixed", "mail.port" }) { _ = options.CanDelete(key); }""").FindsAsync();
}
