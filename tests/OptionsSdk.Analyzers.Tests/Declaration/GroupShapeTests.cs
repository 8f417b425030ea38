namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1002.</summary>
public sealed class GroupShapeTests
{
    [Theory]
    [InlineData("[OptionGroup] public abstract partial class {|OSDK1002:MailOptions|};")]
    [InlineData("[OptionGroup] public static partial class {|OSDK1002:MailOptions|};")]
    [InlineData("[OptionGroup] public partial class {|OSDK1002:MailOptions|}<T>;")]
    [InlineData("[OptionGroup] file partial class {|OSDK1002:MailOptions|};")]
    [InlineData("[OptionGroup] public partial record {|OSDK1002:MailOptions|};")]
    [InlineData("public partial class Outer { [OptionGroup] partial class {|OSDK1002:MailOptions|}; }")]
    [InlineData("public partial class Outer { [OptionGroup] private partial class {|OSDK1002:MailOptions|}; }")]
    [InlineData("public partial class Outer { [OptionGroup] protected partial class {|OSDK1002:MailOptions|}; }")]
    [InlineData("public partial class Outer { [OptionGroup] private protected partial class {|OSDK1002:MailOptions|}; }")]
    [InlineData("public partial class Outer<T> { [OptionGroup] public partial class {|OSDK1002:MailOptions|}; }")]
    [InlineData("public partial class Outer { private partial class Middle { [OptionGroup] public partial class {|OSDK1002:MailOptions|}; } }")]
    [InlineData("file partial class Outer { [OptionGroup] public partial class {|OSDK1002:MailOptions|}; }")]
    [InlineData("public partial interface IOuter { [OptionGroup] private partial class {|OSDK1002:MailOptions|}; }")]
    public Task A_group_that_no_registry_can_name_is_found(string source) => AnalyzerTest.Of(source).FindsAsync();

    [Theory]
    [InlineData("[OptionGroup] partial class MailOptions;")]
    [InlineData("public partial class Outer { [OptionGroup] internal partial class MailOptions; }")]
    [InlineData("public partial class Outer { [OptionGroup] protected internal partial class MailOptions; }")]
    [InlineData("public partial interface IOuter { [OptionGroup] partial class MailOptions; }")]
    [InlineData("public partial record Outer(int Number) { [OptionGroup] public partial class MailOptions; }")]
    [InlineData("internal static partial class Outer { internal abstract partial class Middle { [OptionGroup] public partial class MailOptions; } }")]
    [InlineData("public partial class MailOptions<T> { private partial class Group; }")]
    public Task A_class_that_the_registry_can_name_is_right(string source) => AnalyzerTest.Of(source).FindsAsync();

    [Fact]
    public async Task The_message_names_group_reason_and_remedy() => Assert.Equal(
        [
            "The option group 'MailOptions' is abstract, so that nothing can make its one instance; remove the modifier 'abstract'",
            "The option group 'RelayOptions' is nested in 'Outer', which is generic, but keys belong to one type; move the group out of 'Outer', or remove the type parameters there",
        ],
        await AnalyzerTest.Of(
            """
            [OptionGroup] public abstract partial class {|OSDK1002:MailOptions|};
            public partial class Outer<T> { [OptionGroup] public partial class {|OSDK1002:RelayOptions|}; }
            """).MessagesAsync());
}
