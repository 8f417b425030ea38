namespace OptionsSdk.Store;

/// <summary>How the seed's read door got its answer: one name for each row of the failure table (S72).</summary>
public enum StoreReadOutcome
{
    /// <summary>The cache answered with a value; the database was not asked (S34).</summary>
    CacheHit = 0,

    /// <summary>The cache answered that the key has no value; the database was not asked.</summary>
    CacheAbsent = 1,

    /// <summary>
    /// The cache did not know; the database answered with a value, and the cache was filled (S36) unless a newer write had reached it
    /// in between (S68).
    /// </summary>
    DatabaseHit = 2,

    /// <summary>The cache did not know; the database answered that the key has no value (S36).</summary>
    DatabaseAbsent = 3,

    /// <summary>The database answered with a value, but the cache could not be read or filled (S35, S38).</summary>
    DatabaseHitWithoutCache = 4,

    /// <summary>The database answered that the key has no value, but the cache could not be read or filled.</summary>
    DatabaseAbsentWithoutCache = 5,

    /// <summary>Neither could be asked: whether the key has a value is not known, and nothing was cached (S37).</summary>
    Unavailable = 6,
}
