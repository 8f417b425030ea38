namespace OptionsSdk.Chaos.Model;

/// <summary>A protocol that is weaker than ours in one point.</summary>
public enum Mutant
{
    /// <summary>Ours.</summary>
    None,

    /// <summary>The cache takes any newer delta, whether or not something is missing in between.</summary>
    CacheTakesDeltaAcrossGap,

    /// <summary>The cache takes a delta that begins before it stands.</summary>
    CacheTakesOverlappingDelta,

    /// <summary>A delta that finds the cache empty begins an image.</summary>
    CacheBegunByDelta,

    /// <summary>The cache compares revisions and forgets tokens.</summary>
    CacheIgnoresTokens,

    /// <summary>A whole image replaces the cache's, however old it is.</summary>
    CacheTakesOlderImage,

    /// <summary>A process installs whatever answer came last.</summary>
    ReplicaTakesOlderAnswer,

    /// <summary>A process adds its own write to whatever it serves.</summary>
    ReplicaAddsWriteToClaim,

    /// <summary>An answer that is older than what the cache brought judges it.</summary>
    OlderAnswerJudgesClaim,

    /// <summary>What a cache brought counts as confirmed.</summary>
    ClaimCountsAsConfirmed,

    /// <summary>The database answers a replica of a history that is gone as if it were its own.</summary>
    DatabaseIgnoresTokens,

    /// <summary>A cache that contradicts the database is left alone.</summary>
    ContradictingCacheStays,
}
