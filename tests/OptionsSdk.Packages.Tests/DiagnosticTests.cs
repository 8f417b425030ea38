using System.Text.RegularExpressions;
using OptionsSdk.Packages.Tests.Tooling;

namespace OptionsSdk.Packages.Tests;

/// <summary>What is wrong in a consumer is said when it is built.</summary>
public sealed partial class DiagnosticTests(Workspace workspace)
{
    [Fact]
    public async Task A_wrong_program_gets_exactly_the_diagnostics_it_expects_on_their_lines()
    {
        await workspace.ConsumersAsync();
        var folder = Path.Combine(workspace.ConsumersFolder, "Wrong");

        var expected = Finding.Expected(folder);

        Assert.NotEmpty(expected);
        Assert.Equal(expected.OrderBy(static finding => finding.ToString(), StringComparer.Ordinal), Finding.Reported(folder).OrderBy(static finding => finding.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Declaring_options_in_an_older_language_is_refused_with_the_way_out()
    {
        var message = Assert.Single(BuildMessage.In(await workspace.ConsumersAsync(), "OldLanguage"));

        Assert.Equal("OSDK0002", message.Id);
        Assert.True(message.IsError);
        Assert.Contains("this project sets LangVersion to 13", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_generator_from_package_and_project_at_once_is_refused()
    {
        var message = Assert.Single(BuildMessage.In(await workspace.ConsumersAsync(), "Twice"));

        Assert.Equal("OSDK0001", message.Id);
        Assert.True(message.IsError);
        Assert.Contains("from the package or from a project, not from both", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_error_of_the_build_has_a_page_and_links_to_it()
    {
        var targets = (await workspace.PackagesAsync()).Package("OptionsSdk").Text("buildTransitive/OptionsSdk.targets");
        var errors = BuildError.Matches(targets);

        Assert.NotEmpty(errors);
        Assert.All(errors, static error =>
        {
            var id = error.Groups["id"].Value;
            Assert.Equal($"$(OptionsSdkHelpLink){id}.md", error.Groups["link"].Value);
            Assert.StartsWith($"# {id}: ", File.ReadAllText(Path.Combine(Repository.Root, "generators", "docs", "rules", $"{id}.md")), StringComparison.Ordinal);
        });
    }

    [GeneratedRegex("<Error Code=\"(?<id>\\w+)\"( HelpLink=\"(?<link>[^\"]*)\")?")]
    private static partial Regex BuildError { get; }
}
