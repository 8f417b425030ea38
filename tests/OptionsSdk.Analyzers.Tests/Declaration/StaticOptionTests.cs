namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1006.</summary>
public sealed class StaticOptionTests
{
    [Theory]
    [InlineData("public static partial int {|OSDK1006:Port|} { get; }")]
    [InlineData("[Option(\"mail.relay-port\")] internal static partial int {|OSDK1006:Port|} { get; } = 25;")]
    public Task A_static_partial_property_is_found(string member) => Group.With(member).FindsAsync();

    [Theory]
    [InlineData("public static int Port { get; } = 25;")]
    [InlineData("public static partial int Port { get; } public static partial int Port => 25;")]
    [InlineData("[NotAnOption] public static partial int Port { get; } public static partial int Port => 25;")]
    public Task Other_static_properties_are_left_alone(string member) => Group.With(member).FindsAsync();

    [Fact]
    public async Task The_message_names_property_and_remedy() => Assert.Equal(
        ["The option 'Port' must not be static, because every manager has its own values; remove the modifier 'static'"],
        await Group.With("public static partial int {|OSDK1006:Port|} { get; }").MessagesAsync());
}
