namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1014.</summary>
public sealed class UnsupportedRuleTests
{
    private const string Around =
        """

        namespace Acme
        {
            public sealed class EvenAttribute : ValidationAttribute { public override bool IsValid(object? value) => value is int number && number % 2 == 0; }
            public sealed class PortAttribute() : System.ComponentModel.DataAnnotations.RangeAttribute(1, 65535);
            public sealed class MarkdownAttribute() : DataTypeAttribute("markdown");
            public sealed class RangeAttribute(int from, int to) : Attribute { public int From => from; public int To => to; }
            public sealed class NoteAttribute : Attribute;
        }
        """;

    [Theory]
    [InlineData("[{|OSDK1014:Required|}] public partial string Value { get; }")]
    [InlineData("[{|OSDK1014:MinLength(1)|}] public partial string Value { get; }")]
    [InlineData("[{|OSDK1014:MaxLength|}] public partial string Value { get; }")]
    [InlineData("[{|OSDK1014:Length(1, 2)|}] public partial string Value { get; }")]
    [InlineData("[{|OSDK1014:DeniedValues(1)|}] public partial int Value { get; }")]
    [InlineData("[{|OSDK1014:Phone|}] public partial string Value { get; }")]
    [InlineData("[{|OSDK1014:Acme.Even|}] public partial int Value { get; }")]
    [InlineData("[{|OSDK1014:Acme.Port|}] public partial int Value { get; }")]
    [InlineData("[{|OSDK1014:Limits(1, 5)|}] public partial int Value { get; }")]
    [InlineData("[{|OSDK1014:Acme.Range(1, 5)|}] public partial int Value { get; }")]
    public Task An_attribute_that_would_guard_nothing_is_found(string member) => AnalyzerTest.Of(Around, Alias + Group.Source(member)).FindsAsync();

    [Theory]
    [InlineData("[Range(1, 5)] public partial int Value { get; }")]
    [InlineData("[System.ComponentModel.DataAnnotations.RangeAttribute(1, 5)] public partial int Value { get; }")]
    [InlineData("[DataType(DataType.Password)] public partial string Value { get; }")]
    [InlineData("[Acme.Markdown] public partial string Value { get; }")]
    [InlineData("[Acme.Note, Display(Name = \"x\")] public partial string Value { get; }")]
    [InlineData("[NotAnOption, Required] public string Value => \"\";")]
    public Task Supported_rules_and_attributes_that_check_nothing_are_right(string member) => AnalyzerTest.Of(Around, Alias + Group.Source(member)).FindsAsync();

    [Fact]
    public async Task The_message_names_attribute_key_and_replacement() => Assert.Equal(
        [
            "[Required] of the option 'mail.host' is not supported and would guard nothing; use OptionFlags.Required, which reports an option that nobody has set, or [OptionLength(1)] against empty texts",
            "[Even] of the option 'mail.port' is not supported and would guard nothing; use a Validate hook of the group",
            "[Limits] of the option 'mail.retries' stands behind an alias, where it is not seen, and would guard nothing; use [Range] by its own name",
            "[Range] of the option 'mail.pages' is taken for the validation attribute of the same name; use another name for 'Acme.RangeAttribute'",
        ],
        await AnalyzerTest.Of(Around, Alias + Group.Source(
            """
            [{|OSDK1014:Required|}] public partial string Host { get; }
            [{|OSDK1014:Acme.Even|}] public partial int Port { get; }
            [{|OSDK1014:Limits(1, 5)|}] public partial int Retries { get; }
            [{|OSDK1014:Acme.Range(1, 5)|}] public partial int Pages { get; }
            """)).MessagesAsync());

    private const string Alias = "using Limits = System.ComponentModel.DataAnnotations.RangeAttribute;\n";
}
