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

    /// <summary>
    /// The file or its log became shorter. That is what compaction by somebody else looks like, and also what a cut file looks like, which
    /// an open connection would not notice for as long as it remembers the pages.
    /// </summary>
    Shorter = 4,
}
