namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1025.</summary>
public sealed class MissingSummaryTests
{
    [Theory]
    [InlineData("public partial int {|OSDK1025:Port|} { get; }")]
    [InlineData("// Port of the relay.\npublic partial int {|OSDK1025:Port|} { get; }")]
    [InlineData("/// <remarks>Port of the relay.</remarks>\npublic partial int {|OSDK1025:Port|} { get; }")]
    [InlineData("/// <summary> </summary>\npublic partial int {|OSDK1025:Port|} { get; }")]
    public Task A_public_option_without_a_description_is_found(string member) => Group.With(member).FindsAsync();

    [Theory]
    [InlineData("/// <summary>Port of the relay.</summary>\npublic partial int Port { get; }")]
    [InlineData("/** <summary>Port\n * of the relay.</summary> */\n[Range(1, 65535)] public partial int Port { get; }")]
    [InlineData("internal partial int Port { get; }")]
    [InlineData("[NotAnOption] public int Port => 1;")]
    public async Task Described_and_hidden_options_are_right(string member) =>
        Assert.DoesNotContain(await Group.With(member).DiagnosticsAsync(), static diagnostic => diagnostic.Id == "OSDK1025");

    [Fact]
    public async Task The_message_names_key_and_reason() => Assert.Equal(
        ["The option 'mail.port' has no summary; describe it, because its description is shown where people set it"],
        await Group.With("public partial int {|OSDK1025:Port|} { get; }").MessagesAsync());
}
