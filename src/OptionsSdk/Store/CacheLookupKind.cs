namespace OptionsSdk.Store;

/// <summary>What a cache knows about one key.</summary>
public enum CacheLookupKind
{
    /// <summary>The cache does not know: ask the database.</summary>
    Miss = 0,

    /// <summary>The cache holds the key's row.</summary>
    Hit = 1,

    /// <summary>The cache knows that the key has no value.</summary>
    Absent = 2,
}
