namespace OptionsSdk.Analyzers.Tests.Usage.Writes;

/// <summary>OSDK2008.</summary>
public sealed class ChannelNotAllowedTests
{
    private const string Wrapper =
        """
        public static class Wrappers
        {
            [OptionWrite]
            public static void Admin([OptionKeyName] string key, OptionChannel channel = OptionChannel.Admin) => _ = (key, channel);
        }
        """;

    [Fact]
    public Task A_channel_that_the_flags_never_allow_is_found() => With(
        """await options.SetAsync(MailOptions.Keys.Port, 1, channel: {|OSDK2008:OptionChannel.Admin|});""",
        """await options.SetAsync("mail.port", 1, channel: {|OSDK2008:OptionChannel.Automator|});""",
        """await options.SetTextAsync(channel: {|OSDK2008:OptionChannel.Admin|}, text: "1", key: "mail.port");""",
        """await options.DeleteAsync("mail.port", channel: {|OSDK2008:OptionChannel.Admin|});""",
        """await mail.SetPortAsync(1, channel: {|OSDK2008:OptionChannel.Admin|});""",
        """await mail.DeletePortAsync(channel: {|OSDK2008:(OptionChannel)3|});""",
        """const OptionChannel channel = OptionChannel.Admin; await mail.SetPortAsync(1, channel: {|OSDK2008:channel|});""",
        """Wrappers.{|OSDK2008:Admin|}("mail.port");""").FindsAsync();

    [Fact]
    public async Task The_message_names_channel_key_and_flag() => Assert.Equal(
        ["The channel Admin may not write the option 'mail.port' of 'MailOptions'; write through another channel, or add the flag AdminModifiable"],
        await Mail.Body("""await mail.SetPortAsync(1, channel: {|OSDK2008:OptionChannel.Admin|});""").MessagesAsync());

    [Fact]
    public Task Channels_that_are_allowed_or_unknown_are_right() => With(
        """await options.SetAsync(MailOptions.Keys.Port, 1);""",
        """await options.SetAsync(MailOptions.Keys.Port, 1, channel: OptionChannel.Cli);""",
        """await options.SetAsync(MailOptions.Keys.Port, 1, channel: OptionChannel.KillSwitch);""",
        """await options.SetAsync(MailOptions.Keys.Port, 1, channel: OptionChannel.Unknown);""",
        """await options.SetAsync(MailOptions.Keys.Rate, 1, channel: OptionChannel.Admin);""",
        """await mail.SetRateAsync(1, channel: OptionChannel.Automator);""",
        """await options.SetAsync(MailOptions.Keys.Port, 1, channel: flag ? OptionChannel.Admin : OptionChannel.Cli);""",
        """await options.SetTextAsync(text, "1", channel: OptionChannel.Admin);""",
        """_ = options.CanDelete("mail.port", OptionChannel.Admin);""",
        """Wrappers.Admin("mail.rate");""").FindsAsync();

    [Fact]
    public Task A_write_that_is_forbidden_anyway_is_said_once() => Mail.Body(
        """await options.DeleteAsync({|OSDK2001:"mail.fixed"|}, channel: OptionChannel.Admin);""").FindsAsync();

    [Fact]
    public void The_channels_are_those_of_the_runtime() => Assert.Equal(
        Enum.GetValues<OptionChannel>().Select(static channel => $"{channel} {channel:D}"),
        Enum.GetValues<Analyzers.Usage.Writes.OptionChannel>().Select(static channel => $"{channel} {channel:D}"));

    private static AnalyzerTest With(params string[] statements) => AnalyzerTest.Of(Mail.Source(statements), Mail.Options, Wrapper);
}
