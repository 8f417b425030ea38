using OptionsSdk.Packages.Tests.Tooling;

namespace OptionsSdk.Packages.Tests;

/// <summary>A package that lacks something is not made.</summary>
public sealed class PackFailureTests(Workspace workspace)
{
    [Fact]
    public async Task A_missing_analyzer_stops_the_packing_and_is_named()
    {
        // The second set of packages is compared by its bytes only, so its build may be damaged.
        var packages = await workspace.PackagesAgainAsync();
        File.Delete(Path.Combine(packages.Artifacts, "bin", "OptionsSdk.CodeFixes", "release", "OptionsSdk.CodeFixes.dll"));

        var result = await workspace.PackBuiltAsync(packages.Artifacts, "src/OptionsSdk");

        Assert.NotEqual(0, result.ExitCode);
        var message = Assert.Single(BuildMessage.In(result));
        Assert.Equal("OSDK0003", message.Id);
        Assert.Contains("OptionsSdk would lack OptionsSdk.CodeFixes.dll", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Successfully created package", result.Output, StringComparison.Ordinal);
    }
}
