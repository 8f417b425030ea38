using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OptionsSdk.Analyzers.Tests.Suppression;

/// <summary>Every suppression is documented, and its documentation is true.</summary>
public sealed class SuppressionPageTests
{
    public static TheoryData<string> Ids => [.. Suppressions.Select(static suppression => suppression.Id)];

    private static IEnumerable<SuppressionDescriptor> Suppressions => AnalyzerTest.Analyzers.OfType<DiagnosticSuppressor>().SelectMany(static suppressor => suppressor.SupportedSuppressions);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_suppression_has_a_page_with_cause_and_example(string id)
    {
        var page = RulePage.Find(id);
        Assert.NotNull(page);
        Assert.StartsWith($"# {id}: ", page.Title, StringComparison.Ordinal);
        Assert.Equal(["Cause", "Example"], page.Headings);
        Assert.Contains($"Suppresses: {Suppressed(id)}.\n", File.ReadAllText(Path.Combine(RulePage.Folder, $"{id}.md")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_example_of_a_page_is_suppressed(string id)
    {
        var found = await SdkAnalyzers.RunAsync(RulePage.Find(id)!.Program("Example"));
        var suppressed = Assert.Single(found, diagnostic => diagnostic.Id == Suppressed(id));
        Assert.True(suppressed.IsSuppressed);
    }

    [Fact]
    public void Every_suppression_has_an_id_of_its_own() => Assert.Distinct(Suppressions.Select(static suppression => suppression.Id));

    private static string Suppressed(string id) => Suppressions.Single(suppression => suppression.Id == id).SuppressedDiagnosticId;
}
