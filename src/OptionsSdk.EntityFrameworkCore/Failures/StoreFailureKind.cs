namespace OptionsSdk.EntityFrameworkCore.Failures;

/// <summary>What a provider's error means to the store.</summary>
internal enum StoreFailureKind
{
    /// <summary>Not an error of the database: a bug or a wrong configuration, which is passed on as it is.</summary>
    None = 0,

    /// <summary>The database cannot be reached, or the reason is not known.</summary>
    Unavailable = 1,

    /// <summary>Lost against others, or a short disturbance: worth repeating.</summary>
    Transient = 2,

    /// <summary>A row with that key, or a table with that name, exists already.</summary>
    Duplicate = 3,

    /// <summary>A table or column is missing.</summary>
    SchemaMissing = 4,

    /// <summary>The database is read-only or full.</summary>
    ReadOnly = 5,

    /// <summary>The database's file is damaged or is none.</summary>
    Corrupt = 6,
}
