using OptionsSdk.Packages.Tests.Tooling;

namespace OptionsSdk.Packages.Tests;

/// <summary>What is published depends on the sources alone.</summary>
public sealed class ReproducibleTests(Workspace workspace)
{
    [Fact]
    public async Task Two_builds_from_nothing_in_different_folders_give_the_same_bytes()
    {
        var first = await workspace.PackagesAsync();
        var second = await workspace.PackagesAgainAsync();

        var files = Directory.GetFiles(first.Feed, "OptionsSdk*").Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(PackResult.Ids.Count * 2, files.Length);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(first.Feed, file!)), File.ReadAllBytes(Path.Combine(second.Feed, file!))));
    }
}
