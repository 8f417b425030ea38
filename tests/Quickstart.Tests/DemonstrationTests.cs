using System.Diagnostics;

namespace Quickstart.Tests;

public sealed class DemonstrationTests
{
    [Fact]
    public async Task Every_step_of_the_demonstration_sees_what_it_expects()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exitCode = await CommandLine.RunAsync([], output, error, TestContext.Current.CancellationToken);

        Assert.Equal("", error.ToString());
        Assert.Equal(CommandLine.Done, exitCode);
        Assert.Contains("All 7 steps saw what they expect", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9A-F]{32}", output.ToString());
    }

    [Fact]
    public async Task A_step_that_sees_something_else_fails_the_demonstration_by_name()
    {
        // A setting from outside: the declared port is no longer what is read.
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["Options__mail__port"] = "99" } };
        start.ArgumentList.Add(typeof(CommandLine).Assembly.Location);
        using var process = Process.Start(start)!;

        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(CommandLine.Failed, process.ExitCode);
        Assert.Contains("Step 1 (Typed reads", error, StringComparison.Ordinal);
        Assert.DoesNotContain("saw what they expect", await output, StringComparison.Ordinal);
    }
}
