using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Tests.Rules;

/// <summary>The catalogue of rules as a whole.</summary>
public sealed partial class CatalogueTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(RulePage.Folder, "../../.."));

    private static readonly DiagnosticDescriptor[] Catalogue =
    [
        .. typeof(OptionAnalyzer).Assembly.GetTypes()
            .Where(static type => type.Namespace == "OptionsSdk.Analyzers.Rules")
            .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(static field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(static field => (DiagnosticDescriptor)field.GetValue(null)!)
            .OrderBy(static rule => rule.Id, StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_rule_of_the_catalogue_is_found_by_an_analyzer() => Assert.Equal(
        Catalogue.Select(static rule => rule.Id),
        AnalyzerTest.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Select(static rule => rule.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_id_is_given_once() => Assert.Equal(Catalogue.Length, Catalogue.Select(static rule => rule.Id).Distinct().Count());

    [Fact]
    public void Every_rule_has_a_test_that_finds_it()
    {
        var marks = Directory.EnumerateFiles(Path.Combine(Root, "tests/OptionsSdk.Analyzers.Tests"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .SelectMany(static text => Id().Matches(text).Select(static match => match.Value))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Catalogue.Select(static rule => rule.Id).Except(marks));
    }

    [Fact]
    public void Every_rule_can_be_told_from_the_others_by_its_category() =>
        Assert.All(Catalogue, static rule => Assert.Equal(
            rule.Id[4] switch { '1' => "OptionsSdk.Declaration", '2' => "OptionsSdk.Usage", _ => "OptionsSdk.Security" },
            rule.Category));

    [Fact]
    public void The_index_lists_every_rule() =>
        SnapshotText.Verify(Path.Combine(RulePage.Folder, "README.md"), Index());

    private static string Index()
    {
        var lines = new List<string>
        {
            "# Rules",
            "",
            "Severity states certainty: an error is always wrong, a warning nearly always, information is advice. Every page has a wrong and a right program, which the",
            "tests compile.",
        };
        foreach (var category in Catalogue.GroupBy(static rule => rule.Category))
        {
            lines.AddRange(["", $"## {category.Key["OptionsSdk.".Length..]}", "", "Rule | Severity | What it finds", "-----|----------|--------------"]);
            lines.AddRange(category.Select(static rule =>
                $"[{rule.Id}]({rule.Id}.md) | {Severity(rule.DefaultSeverity)} | {rule.Title.ToString(CultureInfo.InvariantCulture)}"));
        }

        var suppressors = Directory.EnumerateFiles(RulePage.Folder, "OSDKS*.md").Order(StringComparer.Ordinal).ToList();
        if (suppressors.Count > 0)
        {
            lines.AddRange(["", "## Suppressed rules of others", ""]);
            lines.AddRange(suppressors.Select(static path => $"- [{Path.GetFileNameWithoutExtension(path)}]({Path.GetFileName(path)}): {File.ReadLines(path).First().Split(": ", 2)[1]}"));
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Severity(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "information",
    };

    [GeneratedRegex("OSDK[0-9]{4}")]
    private static partial Regex Id();
}
