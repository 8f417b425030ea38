using System.Collections.Immutable;

namespace OptionsSdk.Store;

/// <summary>The store's answer to a write.</summary>
/// <param name="Outcome">What became of the commit.</param>
/// <param name="Position">The position after it.</param>
/// <param name="LocallyVisible">Whether this process' image stands at that position or further.</param>
/// <param name="CacheUpdated">Whether the cache stands there (S49); if not, the sync tick repairs it.</param>
/// <param name="Conflicts">For a conflict: the keys and the revisions of their live rows, 0 if there is none.</param>
public readonly record struct StoreWriteResult(
    StoreCommitOutcome Outcome,
    StorePosition Position,
    bool LocallyVisible,
    bool CacheUpdated,
    ImmutableArray<KeyValuePair<string, long>> Conflicts);
