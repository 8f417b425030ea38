namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1005.</summary>
public sealed class NotGetOnlyTests
{
    [Theory]
    [InlineData("public partial int {|OSDK1005:Port|} { get; set; }")]
    [InlineData("public partial int {|OSDK1005:Port|} { get; init; }")]
    [InlineData("public partial int {|OSDK1005:Port|} { set; }")]
    [InlineData("public partial int {|OSDK1005:Port|} { get => 25; }")]
    [InlineData("public partial int {|OSDK1005:Port|} => 25;")]
    [InlineData("public partial ref int {|OSDK1005:Port|} { get; }")]
    [InlineData("public partial int {|OSDK1005:this|}[int index] { get; }")]
    public Task A_partial_property_of_another_shape_is_found(string member) => Group.With(member).FindsAsync();

    [Theory]
    [InlineData("public partial int Port { get; }")]
    [InlineData("[NotAnOption] public partial int Port { get; set; } public partial int Port { get => 1; set { } }")]
    [InlineData("public partial int Port { get; set; } public partial int Port { get => 1; set { } }")]
    [InlineData("public partial int Port { get; } public partial int Port => 25;")]
    public Task An_option_and_a_property_with_an_implementation_of_its_own_are_right(string member) => Group.With(member).FindsAsync();

    [Fact]
    public Task A_property_that_another_part_implements_is_right() =>
        AnalyzerTest.Of(Group.Source("public partial int Port { get; }"), "public partial class MailOptions { public partial int Port => 25; }").FindsAsync();

    [Fact]
    public async Task The_message_names_property_reason_and_remedy() => Assert.Equal(
        ["The option 'Port' has a set accessor, but an option is read by a get accessor that the generator implements, and written by a method that can fail; write '{ get; }'"],
        await Group.With("public partial int {|OSDK1005:Port|} { get; set; }").MessagesAsync());
}
