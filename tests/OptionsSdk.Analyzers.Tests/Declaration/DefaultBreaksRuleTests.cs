namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1012.</summary>
public sealed class DefaultBreaksRuleTests
{
    private const string Around = "public enum Mode { Off, On }";

    [Theory]
    [InlineData("[Range(1, 65535)] public partial int Value { get; } = {|OSDK1012:0|};")]
    [InlineData("[Range(1, 65535)] public partial int Value { get; } = {|OSDK1012:-Zero - 1|}; private const int Zero = 0;")]
    [InlineData("[Range(0, 1, MaximumIsExclusive = true)] public partial double Value { get; } = {|OSDK1012:1|};")]
    [InlineData("[StringLength(3)] public partial string Value { get; } = {|OSDK1012:\"abcd\"|};")]
    [InlineData("[RegularExpression(\"[a-z]+\")] public partial string Value { get; } = {|OSDK1012:\"A\"|};")]
    [InlineData("[AllowedValues(\"a\", \"b\")] public partial string Value { get; } = {|OSDK1012:\"c\"|};")]
    [InlineData("[OptionLength(1, 2)] public partial ImmutableArray<int> Value { get; } = {|OSDK1012:[1, 2, 3]|};")]
    [InlineData("[OptionRange(\"00:00:01\", \"00:00:09\")] public partial TimeSpan Value { get; } = {|OSDK1012:TimeSpan.FromSeconds(10)|};")]
    [InlineData("[Url] public partial string Value { get; } = {|OSDK1012:\"relay\"|};")]
    [InlineData("[EmailAddress] public partial string Value { get; } = {|OSDK1012:\"ops\"|};")]
    [InlineData("[Option(OptionFlags.Rate)] public partial double Value { get; } = {|OSDK1012:1.5|};")]
    [InlineData("public partial string Value { get; } = {|OSDK1012:null!|};")]
    [InlineData("public partial Mode Value { get; } = {|OSDK1012:(Mode)9|};")]
    [InlineData("public partial ImmutableArray<int> Value { get; } = {|OSDK1012:default|};")]
    [InlineData("public partial ImmutableArray<Mode> Value { get; } = {|OSDK1012:[Mode.On, (Mode)9]|};")]
    [InlineData("public partial double Value { get; } = {|OSDK1012:double.NaN|};")]
    public Task A_default_outside_type_or_rules_is_found(string member) => Group.With(member, Around).FindsAsync();

    [Theory]
    [InlineData("[Range(1, 65535)] public partial int Value { get; } = 65535;")]
    [InlineData("[Range(1, 65535)] public partial int? Value { get; } = null;")]
    [InlineData("[Range(1, 65535)] public partial int Value { get; }")]
    [InlineData("[Range(1, 65535)] public partial int Value { get; } = int.Parse(\"0\");")]
    [InlineData("[RegularExpression(\"[a-z]+\")] public partial string Value { get; } = \"\";")]
    [InlineData("[OptionLength(1, 2)] public partial ImmutableArray<int> Value { get; } = [.. Enumerable.Range(0, 2)];")]
    [InlineData("[OptionRange(\"00:00:01\", \"00:00:09\")] public partial TimeSpan Value { get; } = TimeSpan.FromSeconds(9);")]
    [InlineData("[Option(OptionFlags.Rate)] public partial double Value { get; } = 1;")]
    [InlineData("public partial Mode Value { get; } = default;")]
    [InlineData("public partial ImmutableArray<int>? Value { get; } = default;")]
    public Task A_default_that_obeys_or_cannot_be_evaluated_is_right(string member) => Group.With(member, Around).FindsAsync();

    [Fact]
    public async Task The_message_names_key_and_rule_and_never_the_default() => Assert.Equal(
        [
            "The default of the option 'mail.port' must be from 1 to 65535; change the default or the rule",
            "The default of the option 'mail.secret' must have from 8 to 20 characters; change the default or the rule",
        ],
        (await Group.With(
            """
            [Range(1, 65535)] public partial int Port { get; } = {|OSDK1012:70000|};
            [Option("mail.secret", OptionFlags.Credential), StringLength(20, MinimumLength = 8)] public partial string Password { get; } = {|OSDK1012:{|OSDK3004:SecretText|}|};
            private const string SecretText = "hunter";
            """).MessagesAsync()).Where(static message => message.StartsWith("The default", StringComparison.Ordinal)));
}
