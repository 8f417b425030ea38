using OptionsSdk.Packages.Tests.Tooling;

namespace OptionsSdk.Packages.Tests;

/// <summary>The console consumer compiled to machine code.</summary>
public sealed class NativeTests(Workspace workspace)
{
    [Fact]
    public async Task It_is_published_without_any_warning()
    {
        Linker.Require();
        var publish = (await workspace.NativeAsync()).Succeeded();

        Assert.Empty(BuildMessage.In(publish));
        Assert.DoesNotMatch(@"\bIL[0-9]{4}\b", publish.Output);
    }

    [Fact]
    public async Task Its_values_survive_a_restart()
    {
        Linker.Require();
        (await workspace.NativeAsync()).Succeeded();
        var database = Path.Combine(workspace.Scratch("native"), "options.db");

        var first = (await workspace.RunNativeAsync(database)).Succeeded();
        var second = (await workspace.RunNativeAsync(database)).Succeeded();

        AppOutput.AssertFirstRun(first);
        AppOutput.AssertSecondRun(second);
    }

    [Fact]
    public async Task The_quick_start_runs_as_machine_code_and_no_warning_is_given()
    {
        Linker.Require();
        var (publish, program) = await workspace.PublishQuickstartAsync();
        Assert.DoesNotMatch(@"\bIL[0-9]{4}\b", publish.Succeeded().Output);

        // Its demonstration checks every value, after a restart of its manager too.
        var run = (await Command.RunAsync(program, workspace.Scratch("quickstart"), [], new Dictionary<string, string>(), TestContext.Current.CancellationToken)).Succeeded();
        Assert.Contains("All 7 steps saw what they expect", run.Output, StringComparison.Ordinal);
    }
}
