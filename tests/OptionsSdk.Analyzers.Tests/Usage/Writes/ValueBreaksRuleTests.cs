namespace OptionsSdk.Analyzers.Tests.Usage.Writes;

/// <summary>OSDK2009.</summary>
public sealed class ValueBreaksRuleTests
{
    [Fact]
    public Task A_constant_outside_of_the_rules_is_found_at_every_door() => Mail.Body(
        """await mail.SetPortAsync({|OSDK2009:0|});""",
        """await mail.SetPortAsync(by: "me", value: {|OSDK2009:65536|});""",
        """await options.SetAsync(MailOptions.Keys.Port, {|OSDK2009:-1|});""",
        """await options.SetAsync("mail.port", {|OSDK2009:70000|});""",
        """const int port = 70000; await mail.SetPortAsync({|OSDK2009:port|});""",
        """_ = options.CanUpdate(MailOptions.Keys.Port, {|OSDK2009:0|});""",
        """_ = new OptionBatch().Set(MailOptions.Keys.Port, {|OSDK2009:0|});""",
        """await mail.SetPrefixAsync({|OSDK2009:"a"|});""",
        """await mail.SetPrefixAsync({|OSDK2009:"abc" + "def"|});""",
        """await mail.SetLetterAsync({|OSDK2009:"c"|});""",
        """await mail.SetModeAsync({|OSDK2009:Mode.Off|});""",
        """await mail.SetLongAsync({|OSDK2009:"x"|});""",
        """await mail.SetScaleAsync({|OSDK2009:2.5|});""",
        """await mail.SetScaleAsync({|OSDK2009:0.4|});""",
        """await mail.SetPriceAsync({|OSDK2009:10.5m|});""",
        """await mail.SetPriceAsync({|OSDK2009:0|});""",
        """await mail.SetRateAsync({|OSDK2009:1.5|});""").FindsAsync();

    [Theory]
    [InlineData("SetPortAsync", "0", "must be from 1 to 65535", "port")]
    [InlineData("SetPrefixAsync", "\"a\"", "must have from 2 to 5 characters", "prefix")]
    [InlineData("SetLetterAsync", "\"c\"", "must be one of a, b", "letter")]
    [InlineData("SetLongAsync", "\"c\"", "must have at least 2 characters", "long")]
    [InlineData("SetScaleAsync", "7", "must be at least 0.5 and less than 2.5", "scale")]
    [InlineData("SetPriceAsync", "0", "must be from 1 to 10", "price")]
    [InlineData("SetRateAsync", "7", "must be a rate from 0 to 1", "rate")]
    public async Task The_message_says_the_rule(string method, string value, string rule, string key) => Assert.Equal(
        [$"The value of the option 'mail.{key}' {rule}"],
        await Mail.Body($$"""await mail.{{method}}({|OSDK2009:{{value}}|});""").MessagesAsync());

    [Fact]
    public Task Values_within_the_rules_and_values_of_run_time_are_right() => Mail.Body(
        """await mail.SetPortAsync(1);""",
        """await mail.SetPortAsync(65535);""",
        """await mail.SetPortAsync(number);""",
        """await mail.SetPrefixAsync("ab");""",
        """await mail.SetPrefixAsync("abcde");""",
        """await mail.SetLetterAsync("b");""",
        """await mail.SetModeAsync(Mode.On);""",
        """await mail.SetLongAsync("xy");""",
        """await mail.SetScaleAsync(0.5);""",
        """await mail.SetScaleAsync(2.4);""",
        """await mail.SetPriceAsync(10);""",
        """await mail.SetRateAsync(1);""",
        """await mail.SetHostAsync("");""",
        """await mail.SetQuotaAsync(null);""",
        """await options.SetTextAsync("mail.port", "0");""",
        """_ = options.Get<int>("mail.port") == 0;""").FindsAsync();

    [Fact]
    public Task A_users_own_method_of_a_group_takes_what_it_likes() => AnalyzerTest.Of(
        """
        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            [Range(1, 10)]
            public partial int Port { get; } = 1;

            [OptionWrite(Key = "mail.port")]
            public void RaisePort(int by) => _ = by;
        }

        public sealed class Program
        {
            public void Run(MailOptions mail) => mail.RaisePort(100);
        }
        """).FindsAsync();

    [Fact]
    public async Task Allowed_values_of_a_credential_are_not_listed() => Assert.Equal(
        ["The value of the option 'mail.token' must be one of the allowed values"],
        await AnalyzerTest.Of(
            """
            [OptionGroup("mail")]
            public sealed partial class MailOptions
            {
                [AllowedValues("", "hush")]
                [Option(OptionFlags.Credential)]
                public partial string Token { get; } = "";
            }

            public sealed class Program
            {
                public async Task Run(MailOptions mail, OptionManager options) => await options.SetAsync("mail.token", {|OSDK2009:" "|});
            }
            """).MessagesAsync());

    [Fact]
    public Task Attributes_of_the_same_name_elsewhere_are_no_rules() => AnalyzerTest.Of(
        """
        namespace Elsewhere
        {
            [AttributeUsage(AttributeTargets.Property)]
            public sealed class RangeAttribute(int minimum, int maximum) : Attribute
            {
                public int Minimum => minimum;

                public int Maximum => maximum;
            }
        }

        namespace Acme
        {
            [OptionGroup("mail")]
            public sealed partial class MailOptions
            {
                [Elsewhere.Range(1, 10)]
                public partial int Port { get; } = 1;
            }

            public sealed class Program
            {
                public async Task Run(MailOptions mail) => await mail.SetPortAsync(100);
            }
        }
        """).FindsAsync();

    [Fact]
    public Task Rules_of_a_library_are_known() => AnalyzerTest.Of(
        """
        using Acme.Options;

        public sealed class Program
        {
            public async Task Run(MailOptions mail) => await mail.SetPortAsync({|OSDK2009:100000|});
        }
        """).WithLibrary(Mail.Options).FindsAsync();
}
