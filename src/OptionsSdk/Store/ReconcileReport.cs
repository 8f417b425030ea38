using System.Collections.Immutable;

namespace OptionsSdk.Store;

/// <summary>What a reconcile found and repaired (S60-S65).</summary>
/// <param name="Position">The position of the process' image afterwards.</param>
/// <param name="RowsRead">The number of rows that were read again from the database.</param>
/// <param name="MismatchedKeys">
/// The keys whose rows differed from this process' image at the same position: somebody changed the database without taking a revision.
/// The image was corrected.
/// </param>
/// <param name="RepairedKeys">The keys that the cache lacked, held with other content, or held although they were deleted, and that were repaired.</param>
/// <param name="CacheUpdated">
/// Whether the cache stands at the image's position. A cache that fails never ends the run, unlike the seed's (S64); the next tick tries again.
/// </param>
public sealed record ReconcileReport(
    StorePosition Position,
    int RowsRead,
    ImmutableArray<string> MismatchedKeys,
    ImmutableArray<string> RepairedKeys,
    bool CacheUpdated)
{
    /// <summary>Names position and numbers.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() =>
        $"{Position}: {RowsRead} rows read, {MismatchedKeys.Length} mismatched, {RepairedKeys.Length} repaired in the cache";
}
