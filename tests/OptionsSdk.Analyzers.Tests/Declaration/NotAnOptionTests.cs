namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1004.</summary>
public sealed class NotAnOptionTests
{
    [Theory]
    [InlineData("public int {|OSDK1004:Port|} { get; } = 25;")]
    [InlineData("public string {|OSDK1004:Host|} { get; set; } = \"\";")]
    [InlineData("internal required int {|OSDK1004:Port|} { get; init; }")]
    public Task An_ordinary_automatic_property_is_found(string member) => Group.With(member).FindsAsync();

    [Theory]
    [InlineData("[NotAnOption] public int Port { get; } = 25;")]
    [InlineData("public int Port => 25;")]
    [InlineData("public int Port { get => field; set => field = value; }")]
    [InlineData("public static int Port { get; set; }")]
    [InlineData("public partial int Port { get; } = 25;")]
    [InlineData("public int this[int index] => index;")]
    public Task Properties_that_nobody_takes_for_options_are_right(string member) => Group.With(member).FindsAsync();

    [Fact]
    public Task An_explicit_implementation_of_an_interface_is_right() => AnalyzerTest.Of(
        """
        public interface IPort { int Port { get; set; } }
        [OptionGroup("mail")] public partial class MailOptions : IPort { int IPort.Port { get; set; } }
        """).FindsAsync();

    [Fact]
    public Task A_class_that_is_no_group_is_left_alone() => AnalyzerTest.Of("[Serializable] public partial class Mail { public int Port { get; set; } }").FindsAsync();

    [Fact]
    public async Task The_message_names_property_group_and_remedies() => Assert.Equal(
        ["The property 'Port' of the option group 'MailOptions' is not an option, because it is not partial; make it partial, or mark it [NotAnOption]"],
        await Group.With("public int {|OSDK1004:Port|} { get; }").MessagesAsync());
}
