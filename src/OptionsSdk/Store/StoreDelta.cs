using System.Collections.Immutable;

namespace OptionsSdk.Store;

/// <summary>
/// What leads from one position to another: either all rows that changed in between, deletions included, or the whole state.
/// </summary>
/// <param name="From">The position that the delta fits, exactly; without meaning if <paramref name="IsFull"/>.</param>
/// <param name="To">The position after it.</param>
/// <param name="IsFull">Whether <paramref name="Rows"/> are the whole state at <paramref name="To"/> instead of the changes.</param>
/// <param name="Rows">The rows as they are at <paramref name="To"/>, each key at most once. A full delta has no deleted rows.</param>
public sealed record StoreDelta(StorePosition From, StorePosition To, bool IsFull, ImmutableArray<StoreRow> Rows)
{
    /// <summary>Says whether the delta changes nothing.</summary>
    public bool IsEmpty => !IsFull && From == To && Rows.IsEmpty;
}
