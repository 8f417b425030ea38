namespace OptionsSdk.Chaos.Model;

/// <summary>
/// Every interleaving within bounds: what processes and cache hold was committed exactly so (no gap, no hybrid, no resurrection), nothing
/// that was confirmed is taken back, the cache goes back only by losing, and three quiet ticks bring everybody to the same state.
/// </summary>
public sealed class ModelTests
{
    private const int Limit = 600_000;

    private static readonly Bounds Fine = new(1, "a b -a", Losses: 1, Crashes: 1, Follows: true, Late: 2, IsFine: true);
    private static readonly Bounds LateCalls = new(1, "a -a", Failovers: 1, Late: 3);
    private static readonly Bounds Rewinds = new(2, "a", Rewinds: 1, Follows: true);
    private static readonly Bounds RewindsAndCrashes = new(1, "a b -b", Crashes: 1, Rewinds: 1);
    private static readonly Bounds Forgeries = new(1, "a b", Crashes: 1, Forgeries: 1, Follows: true);

    public static TheoryData<Bounds> Configurations =>
    [
        Fine,
        LateCalls,
        Rewinds,
        RewindsAndCrashes,
        Forgeries,
        new Bounds(2, "a b", Failovers: 1),
        new Bounds(2, "a b", Crashes: 1),
        new Bounds(2, "a b", Follows: true),
        new Bounds(2, "a", Losses: 1, Crashes: 1, Follows: true),
    ];

    public static TheoryData<Mutant, Bounds> Mutants => new()
    {
        { Mutant.CacheTakesDeltaAcrossGap, Fine },
        { Mutant.CacheTakesOverlappingDelta, LateCalls },
        { Mutant.CacheBegunByDelta, Fine },
        { Mutant.CacheIgnoresTokens, RewindsAndCrashes },
        { Mutant.CacheTakesOlderImage, Fine },
        { Mutant.ReplicaTakesOlderAnswer, Fine },
        { Mutant.ReplicaAddsWriteToClaim, Forgeries },
        { Mutant.OlderAnswerJudgesClaim, Rewinds },
        { Mutant.ClaimCountsAsConfirmed, Forgeries },
        { Mutant.DatabaseIgnoresTokens, Rewinds },
        { Mutant.ContradictingCacheStays, Rewinds },
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Nothing_that_can_happen_breaks_the_protocol(Bounds bounds)
    {
        var exploration = new Exploration(Mutant.None, bounds);
        var violation = exploration.Run(Limit);
        Assert.True(violation is null, violation);
        TestContext.Current.TestOutputHelper?.WriteLine($"{exploration.States} states");
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_weaker_protocol_is_found_out(Mutant mutant, Bounds bounds)
    {
        var found = new Exploration(mutant, bounds).Run(Limit);
        Assert.NotNull(found);
        TestContext.Current.TestOutputHelper?.WriteLine(found);
    }
}
