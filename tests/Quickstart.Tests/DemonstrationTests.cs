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
        Assert.DoesNotContain("correct horse", output.ToString(), StringComparison.Ordinal);
    }
}
