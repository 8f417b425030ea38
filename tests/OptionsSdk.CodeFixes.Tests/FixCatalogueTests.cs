using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;

namespace OptionsSdk.CodeFixes.Tests;

/// <summary>What is fixed is documented, and what is documented is fixed.</summary>
public sealed partial class FixCatalogueTests
{
    private static readonly string[] Ids = [.. FixTest.Fixes.SelectMany(static fix => fix.FixableDiagnosticIds).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(RulePage.Folder, "OSDK*.md").Select(static path => Path.GetFileNameWithoutExtension(path)!).Where(static id => Rule().IsMatch(id)).Order(StringComparer.Ordinal)];

    [Fact]
    public void These_are_the_diagnostics_with_a_fix() => Assert.Equal(
        [
            "OSDK1001", "OSDK1003", "OSDK1004", "OSDK1005", "OSDK1006", "OSDK1008", "OSDK1009", "OSDK1010", "OSDK1011", "OSDK1018", "OSDK1019",
            "OSDK1020", "OSDK1021", "OSDK1022", "OSDK1025", "OSDK1026", "OSDK1028", "OSDK1030",
            "OSDK2001", "OSDK2002", "OSDK2003", "OSDK2005", "OSDK2006", "OSDK2007", "OSDK2008", "OSDK2010", "OSDK2011", "OSDK2012", "OSDK2013",
            "OSDK2014", "OSDK2015", "OSDK3004",
        ],
        Ids);

    [Fact]
    public void Every_diagnostic_with_a_fix_has_a_test_of_fixing_all()
    {
        var tests = string.Concat(Directory.GetFiles(Path.Combine(RulePage.Folder, "..", "..", "..", "tests", "OptionsSdk.CodeFixes.Tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.Empty(Ids.Distinct().Except(FixAllTest().Matches(tests).Select(static match => match.Groups[1].Value)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_says_whether_its_rule_has_a_fix(string id)
    {
        var line = File.ReadAllLines(Path.Combine(RulePage.Folder, $"{id}.md"))[2];
        var fix = Fix().Match(line);
        Assert.True(fix.Success, line);
        Assert.True(Ids.Contains(id) == (fix.Groups[1].Value != "none"), line);
    }

    [Fact]
    public void Every_fix_is_found_by_editors_and_fixes_all_at_once()
    {
        Assert.NotEmpty(FixTest.Fixes);
        Assert.All(FixTest.Fixes, static fix =>
        {
            var export = Assert.Single(fix.GetType().GetCustomAttributes(typeof(ExportCodeFixProviderAttribute), false).Cast<ExportCodeFixProviderAttribute>());
            Assert.Equal(fix.GetType().Name, export.Name);
            Assert.Equal([FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution], fix.GetFixAllProvider()!.GetSupportedFixAllScopes());
        });
        Assert.Equal(2, typeof(OptionFix).Assembly.GetTypes().Count(static type => type.GetCustomAttributes(typeof(ExportCodeRefactoringProviderAttribute), false).Length == 1));
    }

    [GeneratedRegex("AllBecomeAsync\\(\"(OSDK\\d+)\"")]
    private static partial Regex FixAllTest();

    [GeneratedRegex("^OSDK[123]0\\d\\d$")]
    private static partial Regex Rule();

    [GeneratedRegex(" Fix: (.+)\\.$")]
    private static partial Regex Fix();
}
