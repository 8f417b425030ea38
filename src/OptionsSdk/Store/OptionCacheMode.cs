namespace OptionsSdk.Store;

/// <summary>What a store uses its cache for. The database is the truth in every mode, and every write goes to it first.</summary>
public enum OptionCacheMode
{
    /// <summary>
    /// A running process asks the database for changes; the cache tells that there are any, gives a starting process the whole image
    /// (unconfirmed until the database has answered), and answers reads by key.
    /// </summary>
    Standard = 0,

    /// <summary>
    /// As <see cref="Standard"/>, and a process that is told of a change asks the cache for it first: for very large fleets, or a database
    /// that is far away.
    /// </summary>
    ReadThrough = 1,

    /// <summary>
    /// The cache only tells that something changed; values never come from it. For a cache that others can write to.
    /// </summary>
    NotifyOnly = 2,
}
