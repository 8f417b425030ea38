using OptionsSdk.Packages.Tests.Tooling;

namespace OptionsSdk.Packages.Tests;

/// <summary>Fresh projects outside the repository that take the packages from a folder.</summary>
public sealed class ConsumerTests(Workspace workspace)
{
    [Theory]
    [InlineData("App")]
    [InlineData("Contoso.Library")]
    [InlineData("LibraryApp")]
    [InlineData("PackagedLibraryApp")]
    [InlineData("OldLanguageWithoutOptions")]
    public async Task A_correct_consumer_builds_without_any_message(string project)
    {
        var build = await workspace.ConsumersAsync();

        Assert.Empty(BuildMessage.In(build, project));
        Assert.Empty(Finding.Reported(Path.Combine(workspace.ConsumersFolder, project)));
    }

    [Fact]
    public async Task One_reference_is_enough_to_declare_write_and_read_again_after_a_restart()
    {
        var database = Path.Combine(workspace.Scratch("app"), "options.db");

        var first = (await workspace.RunConsumerAsync("App", database)).Succeeded();
        var second = (await workspace.RunConsumerAsync("App", database)).Succeeded();

        AppOutput.AssertFirstRun(first);
        AppOutput.AssertSecondRun(second);
    }

    [Theory]
    [InlineData("LibraryApp")]
    [InlineData("PackagedLibraryApp")]
    public async Task An_application_has_the_options_of_its_library_beside_its_own(string project)
    {
        var database = Path.Combine(workspace.Scratch(project), "options.db");

        var first = (await workspace.RunConsumerAsync(project, database)).Succeeded();
        var second = (await workspace.RunConsumerAsync(project, database)).Succeeded();

        Assert.Equal(["found Shop, 20 in EUR", "wrote Open shop, 21 in EUR"], first.Lines);
        Assert.Equal(["found Open shop, 21 in EUR", "wrote Open shop, 22 in EUR"], second.Lines);
    }

    [Fact]
    public async Task The_package_writes_the_lock_file_of_a_project()
    {
        var folder = workspace.Scratch("lock");
        var committed = await File.ReadAllTextAsync(Path.Combine(Repository.Consumers, "Contoso.Library", "options.lock.json"), TestContext.Current.CancellationToken);
        var file = Path.Combine(folder, "Contoso.Library", "options.lock.json");

        (await workspace.BuildCopyAsync(folder, "Contoso.Library", "UpdateOptionsLock", without: file)).Succeeded();

        Assert.Equal(committed, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }
}
