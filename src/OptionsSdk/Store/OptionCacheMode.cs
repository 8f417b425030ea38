namespace OptionsSdk.Store;

/// <summary>What a store takes from its cache. In every mode the database is the truth and confirms or replaces what the cache brought.</summary>
public enum OptionCacheMode
{
    /// <summary>
    /// The cache serves starts, reads by key and notifications; a process that runs takes changes from the database. While the database
    /// does not answer for long, changes are taken from a cache that <see cref="IOptionCache.IsTrusted"/>.
    /// </summary>
    Standard = 0,

    /// <summary>
    /// A process that hears of a change takes it from the cache, and asks the database only if the cache lacks it: for large fleets, where
    /// each change would otherwise be one question per process. The sync tick confirms what was taken.
    /// </summary>
    ReadThrough = 1,

    /// <summary>The cache only tells of changes. Values never come from it: for a cache that others may write to.</summary>
    NotifyOnly = 2,
}
