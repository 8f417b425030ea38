using System.Globalization;
using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Tests.Rules;

/// <summary>Every rule is documented, and its documentation is true.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Ids => [.. AnalyzerTest.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Select(static rule => rule.Id).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_page_with_cause_examples_and_exceptions(string id)
    {
        var page = RulePage.Find(id);
        Assert.NotNull(page);
        Assert.Equal($"# {id}: {Rule(id).Title.ToString(CultureInfo.InvariantCulture)}", page.Title);
        Assert.Equal(["Cause", "Bad", "Good", "When to suppress"], page.Headings);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_links_to_its_page(string id) =>
        Assert.Equal($"https://github.com/OptionsSdk/OptionsSdk/blob/main/generators/docs/rules/{id}.md", Rule(id).HelpLinkUri);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_bad_example_of_a_page_breaks_exactly_its_rule(string id)
    {
        var found = await RulePage.Find(id)!.Program("Bad").DiagnosticsAsync();
        Assert.Equal([id], IdsOf(found, id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_good_example_of_a_page_breaks_no_rule(string id)
    {
        var found = await RulePage.Find(id)!.Program("Good").DiagnosticsAsync();
        Assert.Empty(IdsOf(found, id));
    }

    private static DiagnosticDescriptor Rule(string id) =>
        AnalyzerTest.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).First(rule => rule.Id == id);

    // Information about something else, such as a missing summary, does not belong to the example.
    private static IEnumerable<string> IdsOf(IEnumerable<Diagnostic> found, string id) =>
        found.Where(diagnostic => diagnostic.Id == id || diagnostic.Severity >= DiagnosticSeverity.Warning).Select(static diagnostic => diagnostic.Id).Distinct();
}
