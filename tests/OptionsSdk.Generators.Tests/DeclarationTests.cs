using System.Text.RegularExpressions;

namespace OptionsSdk.Generators.Tests;

/// <summary>What attributes and documentation of a property turn into.</summary>
public sealed partial class DeclarationTests
{
    [Theory]
    [InlineData("", "\"mail.port\"", "global::OptionsSdk.OptionFlags.Default")]
    [InlineData("[Option(\"a\")]", "\"a\"", "global::OptionsSdk.OptionFlags.Default")]
    [InlineData("[OptionAttribute(\"a\" + \".b\")]", "\"a\" + \".b\"", "global::OptionsSdk.OptionFlags.Default")]
    [InlineData("[Option(Name)]", "Name", "global::OptionsSdk.OptionFlags.Default")]
    [InlineData("[OptionsSdk.Option(OptionFlags.Required)]", "\"mail.port\"", "OptionFlags.Required")]
    [InlineData("[Option((OptionFlags.Required | (OptionFlags.NoStore)))]", "\"mail.port\"", "(OptionFlags.Required | (OptionFlags.NoStore))")]
    [InlineData("[Option((OptionFlags)16)]", "\"mail.port\"", "(OptionFlags)16")]
    [InlineData("[Option(OptionFlags.Required | Own)]", "\"mail.port\"", "OptionFlags.Required | Own")]
    [InlineData("[Option(\"a\", OptionFlags.Required)]", "\"a\"", "OptionFlags.Required")]
    [InlineData("[Option(\"a\", flags: OptionFlags.Required)]", "\"a\"", "OptionFlags.Required")]
    [InlineData("[Option(flags: Own, key: Name)]", "Name", "Own")]
    [InlineData("[Option(key: \"a\")]", "\"a\"", "global::OptionsSdk.OptionFlags.Default")]
    [InlineData("[Option(flags: Own)]", "\"mail.port\"", "Own")]
    [InlineData("[Option(key: \"a\", OptionFlags.Required)]", "\"a\"", "OptionFlags.Required")]
    public void Key_and_flags_are_the_users_own_expressions(string attribute, string key, string flags)
    {
        var run = Declare(attribute).AssertCompiles(1);

        Assert.Contains($"internal const string __PortKey = {key};", run.Group, StringComparison.Ordinal);
        Assert.Contains($"internal const global::OptionsSdk.OptionFlags __PortFlags = {flags};", run.Group, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OptionFlags.Required", true, true)]
    [InlineData("OptionFlags.PrioritizeDisk | OptionFlags.Credential", true, true)]
    [InlineData("OptionFlags.Immutable", false, false)]
    [InlineData("OptionFlags.Required | (OptionFlags.Immutable | OptionFlags.AllowEmpty)", false, false)]
    [InlineData("OptionFlags.NoStore", false, true)]
    [InlineData("Own", false, true)]
    [InlineData("OptionFlags.Required | Own", false, true)]
    [InlineData("(OptionFlags)16", false, true)]
    [InlineData("~OptionFlags.Required & OptionFlags.Required", false, true)]
    public void Write_methods_exist_only_where_flags_surely_allow_them(string flags, bool canWrite, bool canWatch)
    {
        var group = Declare($"[Option(flags: {flags})]").AssertCompiles(1).Group;

        Assert.Equal(canWrite, group.Contains(" SetPortAsync(int value, ", StringComparison.Ordinal));
        Assert.Equal(canWrite, group.Contains(" DeletePortAsync(string? by", StringComparison.Ordinal));
        Assert.Equal(canWatch, group.Contains(" WatchPort(", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("OptionFlags.Credential")]
    [InlineData("OptionFlags.Required | OptionFlags.Credential")]
    [InlineData("Own")]
    [InlineData("OptionFlags.Required | Own")]
    public void The_default_of_what_may_be_a_credential_is_nowhere_in_the_output(string flags)
    {
        var run = Declare($"[Option(flags: {flags})]", "hunter2".Length.ToString(System.Globalization.CultureInfo.InvariantCulture) + "0101").AssertCompiles(1);

        Assert.All(run.Files.Values, static text => Assert.DoesNotContain("70101", text, StringComparison.Ordinal));
        Assert.Contains("70101", Declare("[Option(OptionFlags.Required)]", "70101").Group, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Range(1, 9)]", "RangeRule(1, 9)")]
    [InlineData("[Range(minimum: 1, maximum: 9, ErrorMessage = \"x\", MinimumIsExclusive = true, ConvertValueInInvariantCulture = true)]", "RangeRule(minimum: 1, maximum: 9) { ErrorMessage = \"x\", MinimumIsExclusive = true }")]
    [InlineData("[System.ComponentModel.DataAnnotations.RangeAttribute(0.5, 1)]", "RangeRule(0.5, 1)")]
    [InlineData("[Range(Low, 9)]", "RangeRule(Low, 9)")]
    [InlineData("[Range(typeof(decimal), \"0.1\", \"0.9\")]", "RangeRule(typeof(decimal), \"0.1\", \"0.9\")")]
    [InlineData("[RegularExpression(@\"^\\d+$\", MatchTimeoutInMilliseconds = 5)]", "RegularExpressionRule(@\"^\\d+$\")")]
    [InlineData("[StringLength(9, MinimumLength = 1)]", "StringLengthRule(9) { MinimumLength = 1 }")]
    [InlineData("[AllowedValues(1, 2, null)]", "AllowedValuesRule(1, 2, null)")]
    [InlineData("[AllowedValues]", "AllowedValuesRule()")]
    [InlineData("[EmailAddress]", "EmailAddressRule()")]
    [InlineData("[Url(ErrorMessage = \"x\")]", "UrlRule() { ErrorMessage = \"x\" }")]
    [InlineData("[OptionRange(\"1\", \"9\")]", "TextRangeRule(\"1\", \"9\")")]
    [InlineData("[OptionLength(1)]", "LengthRule(1)")]
    [InlineData("[OptionLength(minimum: 1, maximum: 9)]", "LengthRule(minimum: 1, maximum: 9)")]
    [InlineData("[property: Range(1, 9)]", "RangeRule(1, 9)")]
    [InlineData("[Range(1, 9), Required]", "RangeRule(1, 9), new global::OptionsSdk.Rules.UnsupportedRule(\"Required\")")]
    [InlineData("[Required(ErrorMessage = \"x\", AllowEmptyStrings = true)]", "UnsupportedRule(\"Required\")")]
    [InlineData("[System.ComponentModel.DataAnnotations.MinLengthAttribute(1)]", "UnsupportedRule(\"MinLength\")")]
    [InlineData("[MaxLength]", "UnsupportedRule(\"MaxLength\")")]
    [InlineData("[MaxLength(9)]", "UnsupportedRule(\"MaxLength\")")]
    [InlineData("[Length(1, 9)]", "UnsupportedRule(\"Length\")")]
    [InlineData("[DeniedValues(1, 2)]", "UnsupportedRule(\"DeniedValues\")")]
    [InlineData("[Phone]", "UnsupportedRule(\"Phone\")")]
    [InlineData("[CreditCard]", "UnsupportedRule(\"CreditCard\")")]
    [InlineData("[Base64String]", "UnsupportedRule(\"Base64String\")")]
    [InlineData("[FileExtensions(Extensions = \"txt\")]", "UnsupportedRule(\"FileExtensions\")")]
    [InlineData("[CustomValidation(typeof(string), \"x\")]", "UnsupportedRule(\"CustomValidation\")")]
    [InlineData("[EnumDataType(typeof(System.DayOfWeek))]", "UnsupportedRule(\"EnumDataType\")")]
    [InlineData("[Compare(\"Other\")]", "UnsupportedRule(\"Compare\")")]
    public void A_validation_attribute_becomes_a_rule(string attribute, string rule) =>
        Assert.Contains($"null, null, new global::OptionsSdk.Rules.{rule});", Declare(attribute).AssertCompiles(1).Group, StringComparison.Ordinal);

    [Theory]
    [InlineData("[MaxStaleness(\"00:05:00\")]", "\"00:05:00\"")]
    [InlineData("[OptionsSdk.MaxStalenessAttribute(maxStaleness: \"00:05\" + \":00\")]", "maxStaleness: \"00:05\" + \":00\"")]
    [InlineData("[MaxStaleness(\"00:05:00\", OnExpired = OnExpired.UseDefault)]", "\"00:05:00\", onExpired: OnExpired.UseDefault")]
    [InlineData("[property: MaxStaleness(maxStaleness: \"00:05:00\", OnExpired = OptionsSdk.OnExpired.UseDefault)]", "maxStaleness: \"00:05:00\", onExpired: OptionsSdk.OnExpired.UseDefault")]
    public void A_limit_of_staleness_follows_its_option(string attribute, string arguments) =>
        Assert.Contains($"null,null);__declaration.MaxStaleness({arguments.Replace(" ", "", StringComparison.Ordinal)});", string.Concat(Declare(attribute).AssertCompiles(1).Group.Where(static character => !char.IsWhiteSpace(character))), StringComparison.Ordinal);

    [Theory]
    [InlineData("[MaxStaleness]")]
    [InlineData("[MaxStaleness(OnExpired = OnExpired.UseDefault)]")]
    [InlineData("[MaxStaleness(]")]
    public void A_limit_that_is_being_typed_breaks_no_generated_code(string attribute) =>
        Assert.DoesNotContain(".MaxStaleness(", Declare(attribute).Group, StringComparison.Ordinal);

    [Fact]
    public void Every_validation_attribute_of_the_framework_becomes_a_rule()
    {
        var attributes = typeof(System.ComponentModel.DataAnnotations.ValidationAttribute).Assembly.GetExportedTypes()
            .Where(static type => type.IsSubclassOf(typeof(System.ComponentModel.DataAnnotations.ValidationAttribute)))
            .Where(static type => type != typeof(System.ComponentModel.DataAnnotations.DataTypeAttribute)) // It accepts everything.
            .ToList();

        Assert.NotEmpty(attributes);
        Assert.All(attributes, static type =>
        {
            var shapes = type.GetConstructors().Select(constructor =>
                $"[{type.Name}({string.Join(", ", constructor.GetParameters().Select(static _ => "0"))})] class C;");
            Assert.All(shapes, static shape => Assert.NotNull(Parsing.RuleExpression.Of(GeneratorRun.Parse(shape, "C.cs")
                .GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.AttributeSyntax>().Single())));
        });
    }

    [Theory]
    [InlineData("[Other.Range]")]
    [InlineData("[Other.Range(1)]")]
    [InlineData("[Other.Required(1)]")]
    [InlineData("[Display(Name = \"x\")]")]
    [InlineData("[DataType(DataType.Password)]")]
    public void Another_attribute_becomes_nothing(string attribute) =>
        Assert.DoesNotContain("OptionsSdk.Rules", Declare(attribute).AssertCompiles(1).Group, StringComparison.Ordinal);

    [Fact]
    public void Attributes_of_the_field_say_nothing_about_the_option() =>
        Assert.DoesNotContain("OptionsSdk.Rules", Declare("[field: Range(1, 9)]").AssertCompiles(1).Group, StringComparison.Ordinal);

    [Theory]
    [InlineData("/// <summary>Port of the relay.</summary>", "Port of the relay.")]
    [InlineData("/// <summary>\n/// Port of\n///   the relay.\n/// </summary>\n/// <remarks>More.</remarks>", "Port of the relay.")]
    [InlineData("/** <summary>Port\n * of the relay.</summary> */", "Port of the relay.")]
    [InlineData("/// <summary>See <see cref=\"T:Acme.Relay.Run(System.Int32)\"/>, <see langword=\"null\"/>, <c>x &lt; y &amp; \"z\"</c>.</summary>", "See Run, null, x < y & \"z\".")]
    [InlineData("// <summary>No documentation.</summary>", null)]
    [InlineData("/// <summary></summary>", null)]
    [InlineData("/// <summary>Unfinished", null)]
    [InlineData("/// <remarks>No summary.</remarks>", null)]
    public void The_summary_becomes_the_description_whether_or_not_the_compiler_reads_comments(string comment, string? expected)
    {
        var source = Source(comment, "1");
        foreach (var mode in new[] { Microsoft.CodeAnalysis.DocumentationMode.None, Microsoft.CodeAnalysis.DocumentationMode.Parse })
        {
            var tree = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(source, GeneratorRun.ParseOptions.WithDocumentationMode(mode), cancellationToken: TestContext.Current.CancellationToken);
            var compilation = GeneratorRun.Compile().AddSyntaxTrees(tree);
            var driver = Microsoft.CodeAnalysis.CSharp.CSharpGeneratorDriver.Create([Microsoft.CodeAnalysis.GeneratorExtensions.AsSourceGenerator(new OptionGroupGenerator())], parseOptions: (Microsoft.CodeAnalysis.CSharp.CSharpParseOptions)tree.Options);
            var description = Description().Match(GeneratorRun.Of(driver, compilation).AssertCompiles(1).Group).Groups[1].Value;

            Assert.Equal(expected is null ? "null" : Parsing.OneLine.Literal(expected), description);
        }
    }

    [Fact]
    public void The_generator_knows_the_members_of_the_flags() =>
        Assert.Equal(Enum.GetNames<OptionFlags>().Order(StringComparer.Ordinal), Parsing.FlagsExpression.KnownMembers.Order(StringComparer.Ordinal));

    [GeneratedRegex("Bits32, 0\\), (.*), null\\);")]
    private static partial Regex Description();

    private static GeneratorRun Declare(string attribute, string initializer = "1") => GeneratorRun.Of(Source(attribute, initializer));

    private static string Source(string attribute, string initializer) =>
        $$"""
        using System.ComponentModel.DataAnnotations;
        using OptionsSdk;
        namespace Other
        {
            public sealed class RangeAttribute(int a = 0) : System.Attribute { public int A => a; }
            public sealed class RequiredAttribute(int a) : System.Attribute { public int A => a; }
        }
        namespace Acme
        {
            [OptionGroup("mail")]
            public partial class MailOptions
            {
                private const string Name = "a.name";
                private const int Low = 1;
                private const OptionFlags Own = OptionFlags.Required;

                {{attribute}}
                public partial int Port { get; } = {{initializer}};
            }
        }
        """;
}
