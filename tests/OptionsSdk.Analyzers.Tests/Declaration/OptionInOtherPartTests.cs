namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1022.</summary>
public sealed class OptionInOtherPartTests
{
    private static readonly string Marked = Group.Source("public partial int Port { get; }");

    [Theory]
    [InlineData("public partial int {|OSDK1022:Other|} { get; }")]
    [InlineData("[Option(\"mail.other\")] public partial int {|OSDK1022:Other|} { get; } = 1;")]
    [InlineData("[Option(\"mail.other\")] public int {|OSDK1022:Other|} => 1;")]
    public Task An_option_in_another_part_is_found(string member) => AnalyzerTest.Of(Marked, $$"""public partial class MailOptions { {{member}} }""").FindsAsync();

    [Fact]
    public Task A_part_with_attributes_of_its_own_is_looked_at_too() =>
        AnalyzerTest.Of(Marked, "[Serializable] partial class MailOptions { public partial int {|OSDK1022:Other|} { get; } }").FindsAsync();

    [Theory]
    [InlineData("public int Other { get; set; }")]
    [InlineData("public partial int Other { get; } public partial int Other => 1;")]
    [InlineData("[NotAnOption] public partial int Other { get; } public partial int Other => 1;")]
    public Task Other_members_of_another_part_are_right(string member) => AnalyzerTest.Of(Marked, $$"""public partial class MailOptions { {{member}} }""").FindsAsync();

    [Fact]
    public Task A_partial_class_that_is_no_group_is_left_alone() =>
        AnalyzerTest.Of("public partial class Mail { public partial int Port { get; } }", "public partial class Mail { public partial int Port => 1; }").FindsAsync();

    [Fact]
    public async Task The_message_names_property_group_and_remedy() => Assert.Equal(
        ["The option 'Other' must stand in the part of 'MailOptions' that carries [OptionGroup]; move it there"],
        await AnalyzerTest.Of(Marked, "public partial class MailOptions { public partial int {|OSDK1022:Other|} { get; } }").MessagesAsync());
}
