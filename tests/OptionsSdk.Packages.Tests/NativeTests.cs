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
        Assert.DoesNotContain("IL2", publish.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("IL3", publish.Output, StringComparison.Ordinal);
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
}
