namespace OptionsSdk.Store;

/// <summary>What a compaction removed.</summary>
/// <param name="Compacted">
/// The revision below which the database does not know any more what changed: who stands there takes the whole state.
/// </param>
/// <param name="Deletions">The number of marks of deleted options that were removed.</param>
/// <param name="Commits">The number of commits that were removed from the log.</param>
/// <param name="IsComplete">Whether nothing is left that could be removed by now; otherwise another call goes on.</param>
public sealed record StoreCompaction(long Compacted, int Deletions, int Commits, bool IsComplete);
