using System.Collections.Immutable;

namespace OptionsSdk.Store;

/// <summary>A change of one or more options that becomes one revision, or nothing at all.</summary>
/// <param name="ChangeId">The identity of the change. A second commit with the same identity changes nothing (exactly-once).</param>
/// <param name="Writes">The options to write, each key at most once, at least one.</param>
/// <param name="Channel">Through which door the change comes.</param>
/// <param name="Actor">Who makes the change, if known.</param>
/// <param name="Reason">Why, if known.</param>
/// <param name="At">When, UTC; for people, never for order.</param>
public sealed record StoreCommit(
    Guid ChangeId,
    ImmutableArray<StoreWrite> Writes,
    OptionChannel Channel,
    string? Actor,
    string? Reason,
    DateTime At);
