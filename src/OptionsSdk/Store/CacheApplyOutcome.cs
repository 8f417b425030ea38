namespace OptionsSdk.Store;

/// <summary>What a cache did with a newer state.</summary>
public enum CacheApplyOutcome
{
    /// <summary>The cache stands at the new position.</summary>
    Applied = 0,

    /// <summary>The cache already stood there or further.</summary>
    AlreadyNewer = 1,

    /// <summary>The delta does not start where the cache stands: send the whole image.</summary>
    DoesNotFit = 2,

    /// <summary>The cache holds no image: send the whole image.</summary>
    Empty = 3,
}
