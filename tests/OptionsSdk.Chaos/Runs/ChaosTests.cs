using System.Globalization;

namespace OptionsSdk.Chaos.Runs;

/// <summary>
/// Networks and servers break while four stores write. <c>OPTIONS_SEED</c> chooses another schedule of faults, <c>OPTIONS_CHAOS_SECONDS</c> a
/// longer run.
/// </summary>
public sealed class ChaosTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_fault_ever_shows_a_stale_an_invented_or_a_resurrected_value(int offset)
    {
        var run = new ChaosRun(Read("OPTIONS_SEED", 1000) + offset, TimeSpan.FromSeconds(Read("OPTIONS_CHAOS_SECONDS", 20)));
        var (violations, figures) = await run.RunAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.True(violations.Count == 0, $"{figures}; {string.Join("; ", violations.Take(5))}");
    }

    [Fact]
    public async Task A_store_that_loses_a_row_now_and_then_is_found_out()
    {
        var run = new ChaosRun(7, TimeSpan.FromSeconds(8), static database => new ForgetfulDatabase(database));
        var (violations, figures) = await run.RunAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.NotEmpty(violations);
    }

    private static int Read(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : usual;
}
