namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1028.</summary>
public sealed class EmptyGroupTests
{
    [Theory]
    [InlineData("[OptionGroup] public partial class {|OSDK1028:MailOptions|};")]
    [InlineData("[OptionGroup] public partial class {|OSDK1028:MailOptions|} { public int Port => 25; }")]
    [InlineData("[OptionGroup] public partial class {|OSDK1028:MailOptions|} { [NotAnOption] public int Port { get; } = 25; }")]
    public Task A_group_without_options_is_found(string source) => AnalyzerTest.Of(source).FindsAsync();

    [Theory]
    [InlineData("[OptionGroup] public partial class MailOptions { partial int Port { get; } }")]
    [InlineData("[Serializable] public partial class MailOptions;")]
    [InlineData("[OptionGroup] public abstract partial class MailOptions;")]
    public async Task A_group_with_options_and_what_is_no_group_are_right(string source) =>
        Assert.DoesNotContain(await AnalyzerTest.Of(source).DiagnosticsAsync(), static diagnostic => diagnostic.Id == "OSDK1028");

    [Fact]
    public async Task The_message_names_group_and_remedies() => Assert.Equal(
        ["The option group 'MailOptions' has no options; add partial get-only properties, or remove [OptionGroup]"],
        await AnalyzerTest.Of("[OptionGroup] public partial class {|OSDK1028:MailOptions|};").MessagesAsync());
}
