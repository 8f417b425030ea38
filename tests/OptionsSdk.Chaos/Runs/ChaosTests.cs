using System.Globalization;

namespace OptionsSdk.Chaos.Runs;

/// <summary>
/// Networks, servers and nodes break while four nodes write and read. <c>OPTIONS_SEED</c> chooses another schedule of faults,
/// <c>OPTIONS_CHAOS_SECONDS</c> a longer run.
/// </summary>
public sealed class ChaosTests
{
    private const int SecondsOfAMutant = 6;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_fault_ever_shows_a_stale_an_invented_or_a_resurrected_value(int offset)
    {
        var (violations, figures) = await RunAsync(Read("OPTIONS_SEED", 1000) + offset, Read("OPTIONS_CHAOS_SECONDS", 16));

        Assert.True(violations.Count == 0, $"{figures}; {string.Join("; ", violations.Take(5))}");
    }

    [Fact]
    public async Task A_database_that_loses_a_row_now_and_then_is_found_out()
    {
        var (violations, _) = await RunAsync(7, SecondsOfAMutant, new(AroundDatabase: static database => new ForgetfulDatabase(database)));

        Assert.Contains(violations, static violation => violation.Contains("has other values of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_is_read_out_of_order_is_found_out()
    {
        var (violations, _) = await RunAsync(8, SecondsOfAMutant, new(AroundDatabase: static database => new SkewedDatabase(database)));

        Assert.Contains(violations, static violation => violation.Contains("has other values of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cache_that_takes_older_images_is_found_out()
    {
        var (violations, _) = await RunAsync(9, SecondsOfAMutant, new(AroundCache: static cache => new ForcefulCache(cache)));

        Assert.Contains(violations, static violation => violation.StartsWith("Redis went from", StringComparison.Ordinal));
    }

    private static async Task<(IReadOnlyList<string> Violations, string Figures)> RunAsync(int seed, int seconds, ChaosMutant? mutant = null)
    {
        // First of all, so that a run that never ends can be repeated too.
        TestContext.Current.TestOutputHelper?.WriteLine($"OPTIONS_SEED: {seed}");
        var (violations, figures) = await new ChaosRun(seed, TimeSpan.FromSeconds(seconds), mutant).RunAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        foreach (var violation in violations.Take(5))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(violation);
        }

        return (violations, figures);
    }

    private static int Read(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : usual;
}
