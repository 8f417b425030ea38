namespace OptionsSdk.Store;

/// <summary>How much a process may trust its replica. Reads work in every state.</summary>
public enum StoreState
{
    /// <summary>Nothing was loaded yet: settings and defaults answer.</summary>
    NotLoaded = 0,

    /// <summary>The database confirmed the replica within the last two sync intervals, as long as they are now.</summary>
    Fresh = 1,

    /// <summary>The replica is served on, but the database has not confirmed it lately, or never.</summary>
    Stale = 2,

    /// <summary>The replica stays as the database once confirmed it, by request of the environment.</summary>
    Frozen = 3,

    /// <summary>The database has not confirmed the replica for longer than at least one option allows; see <see cref="MaxStalenessAttribute"/>.</summary>
    Expired = 4,
}
