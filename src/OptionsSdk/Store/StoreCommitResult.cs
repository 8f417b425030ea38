using System.Collections.Immutable;

namespace OptionsSdk.Store;

/// <summary>The database's answer to a commit.</summary>
/// <param name="Outcome">What became of the commit.</param>
/// <param name="Delta">
/// For <see cref="StoreCommitOutcome.Committed"/>: the change itself, from the position before it to the one after it. Otherwise an
/// empty delta at the position of the earlier attempt (<see cref="StoreCommitOutcome.AlreadyCommitted"/>) or of the head.
/// </param>
/// <param name="Conflicts">
/// For <see cref="StoreCommitOutcome.Conflict"/>: for each write whose precondition does not hold its key and the revision of the
/// live row, 0 if there is none.
/// </param>
public sealed record StoreCommitResult(
    StoreCommitOutcome Outcome,
    StoreDelta Delta,
    ImmutableArray<KeyValuePair<string, long>> Conflicts);
