namespace OptionsSdk.Store;

/// <summary>Where a process' image came from.</summary>
public enum StoreImageSource
{
    /// <summary>Nothing was loaded yet.</summary>
    None = 0,

    /// <summary>The database: the image is confirmed.</summary>
    Database = 1,

    /// <summary>The cache, while the database did not answer. Not confirmed.</summary>
    Cache = 2,

    /// <summary>The last-known-good file. Not confirmed, and without credentials and undeclared options.</summary>
    LastKnownGood = 3,
}
