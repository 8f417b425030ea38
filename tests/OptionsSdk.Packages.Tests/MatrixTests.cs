using System.Globalization;
using System.Text.RegularExpressions;
using OptionsSdk.Packages.Tests.Matrix;
using OptionsSdk.Packages.Tests.Tooling;

namespace OptionsSdk.Packages.Tests;

/// <summary>Every legal declaration compiles without a message, whatever the consumer's rules.</summary>
public sealed partial class MatrixTests(Workspace workspace)
{
    [Theory]
    [InlineData("Matrix")]
    [InlineData("MatrixWithoutNullable")]
    public async Task Every_type_with_and_without_default_under_all_its_flags_compiles_without_any_message(string project)
    {
        var build = await workspace.ConsumersAsync();

        var folder = Path.Combine(workspace.ConsumersFolder, project);
        Assert.Empty(Finding.Reported(folder).Select(finding => $"{finding.Id} {finding.File}({finding.Line}): {Declaration(folder, finding)}"));
        Assert.Empty(BuildMessage.In(build, project));
    }

    [Fact]
    public async Task Every_declaration_of_the_matrix_is_accepted_at_run_time()
    {
        var run = (await workspace.RunConsumerAsync("MatrixApp")).Succeeded();

        Assert.Equal([(DeclarationMatrix.Count * 2).ToString(CultureInfo.InvariantCulture)], run.Lines);
    }

    [Fact]
    public void The_matrix_has_every_type_that_has_a_codec()
    {
        var codecs = File.ReadAllText(Path.Combine(Repository.Root, "src", "OptionsSdk", "Generated", "Codecs.cs"));

        Assert.Equal(
            Leaf.Matches(codecs).Select(static match => match.Groups[1].Value).Order(StringComparer.Ordinal),
            DeclarationMatrix.Leaves.Select(static leaf => leaf.Spelling).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_matrix_has_every_flag()
    {
        var flags = File.ReadAllText(Path.Combine(Repository.Root, "src", "OptionsSdk", "Declarations", "OptionFlags.cs"));

        Assert.Equal(
            Flag.Matches(flags).Select(static match => match.Groups[1].Value).Except(["None", "Default"]).Order(StringComparer.Ordinal),
            DeclarationMatrix.AllFlags.SelectMany(static flags => flags.Split(" | ", StringSplitOptions.RemoveEmptyEntries)).Distinct().Order(StringComparer.Ordinal));
    }

    // Which of the thousands it is.
    private static string Declaration(string folder, Finding finding) =>
        Path.Combine(folder, finding.File) is var file && File.Exists(file)
            ? string.Join(' ', File.ReadLines(file).Skip(finding.Line - 2).Take(2).Select(static line => line.Trim()))
            : "in generated code";

    [GeneratedRegex(@"For\(Tag<(\w+)> tag\)")]
    private static partial Regex Leaf { get; }

    [GeneratedRegex(@"^    (\w+) = ", RegexOptions.Multiline)]
    private static partial Regex Flag { get; }
}
