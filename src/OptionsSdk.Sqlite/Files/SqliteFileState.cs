namespace OptionsSdk.Sqlite;

/// <summary>What became of a file that a store has opened.</summary>
internal enum SqliteFileState
{
    /// <summary>The path still names it, or nobody can tell.</summary>
    Same = 0,

    /// <summary>The path names nothing.</summary>
    Missing = 1,

    /// <summary>The path names another file.</summary>
    Replaced = 2,

    /// <summary>The file is there, its write-ahead log is gone or another one.</summary>
    LogLost = 3,
}
