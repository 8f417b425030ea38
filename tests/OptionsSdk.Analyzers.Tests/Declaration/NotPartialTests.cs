namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1003.</summary>
public sealed class NotPartialTests
{
    [Theory]
    [InlineData("[Option] public int {|OSDK1003:Port|} { get; } = 25;")]
    [InlineData("[Option(\"mail.relay-port\")] public int {|OSDK1003:Port|} { get; set; }")]
    [InlineData("[Option(OptionFlags.Immutable)] public int {|OSDK1003:Port|} => 25;")]
    [InlineData("[Range(1, 65535)] public int {|OSDK1003:Port|} { get; } = 25;")]
    [InlineData("[OptionLength(1)] public string {|OSDK1003:Host|} { get; } = \"a\";")]
    [InlineData("[Option(\"a\")] public static int {|OSDK1003:Port|} { get; } = 25;")]
    public Task A_property_that_is_meant_as_an_option_is_found(string member) => Group.With(member.Replace("[Option]", "[Option(\"mail.port\")]", StringComparison.Ordinal)).FindsAsync();

    [Theory]
    [InlineData("[Option(\"mail.relay-port\")] public partial int Port { get; } = 25;")]
    [InlineData("[NotAnOption, Range(1, 65535)] public int Port { get; } = 25;")]
    [InlineData("[System.ComponentModel.Description(\"x\")] public int Port => 25;")]
    [InlineData("[DataType(DataType.Url)] public string Host => \"a\";")]
    public Task Other_properties_are_left_alone(string member) => Group.With(member).FindsAsync();

    [Fact]
    public async Task The_message_names_property_and_remedy() => Assert.Equal(
        ["The option property 'Port' must be partial; add the modifier 'partial'"],
        await Group.With("[Range(1, 2)] public int {|OSDK1003:Port|} { get; }").MessagesAsync());
}
