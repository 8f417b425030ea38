namespace OptionsSdk.Analyzers.Tests.Usage.Writes;

/// <summary>OSDK2002. The forms of keys are those of OSDK2001.</summary>
public sealed class WriteToNoStoreTests
{
    [Fact]
    public Task A_write_of_an_option_that_is_never_stored_is_found() => Mail.Body(
        """await options.SetAsync({|OSDK2002:MailOptions.Keys.Secret|}, "x");""",
        """await options.SetTextAsync({|OSDK2002:"mail.secret"|}, "x");""",
        """await options.DeleteAsync(key: {|OSDK2002:"mail.secret"|});""",
        """var key = "mail.secret"; await options.DeleteAsync({|OSDK2002:key|});""",
        """_ = new OptionBatch().Set({|OSDK2002:MailOptions.Keys.Secret|}, "x");""").FindsAsync();

    [Fact]
    public Task An_option_that_is_immutable_too_is_called_immutable() => AnalyzerTest.Of(
        """
        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            [Option(OptionFlags.NoStore | OptionFlags.Immutable)]
            public partial int Both { get; } = 1;
        }

        public sealed class Program
        {
            public async Task Run(OptionManager options) => await options.DeleteAsync({|OSDK2001:"mail.both"|});
        }
        """).FindsAsync();

    [Fact]
    public async Task The_message_names_key_group_and_remedy() => Assert.Equal(
        ["The option 'mail.secret' of 'MailOptions' is never stored (NoStore) and every write fails; remove this write, or the flag NoStore"],
        await Mail.Body("""await options.DeleteAsync({|OSDK2002:"mail.secret"|});""").MessagesAsync());

    [Fact]
    public Task Reading_and_overriding_it_is_right() => Mail.Body(
        """_ = options.GetText("mail.secret");""",
        """using (options.Override(MailOptions.Keys.Secret, "x")) { }""",
        """await options.SetTextAsync("mail.host", "mail.secret");""").FindsAsync();
}
