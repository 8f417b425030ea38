namespace OptionsSdk.Store;

/// <summary>What became of a commit.</summary>
public enum StoreCommitOutcome
{
    /// <summary>The change is durable at the result's position.</summary>
    Committed = 0,

    /// <summary>An earlier attempt with the same change id had committed; nothing was done now.</summary>
    AlreadyCommitted = 1,

    /// <summary>Nothing was to be done: the commit deletes only options that have no value. No revision was taken.</summary>
    Unchanged = 2,

    /// <summary>A precondition does not hold. Nothing was changed.</summary>
    Conflict = 3,
}
