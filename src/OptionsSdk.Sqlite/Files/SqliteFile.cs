using OptionsSdk.Errors;

namespace OptionsSdk.Sqlite;

/// <summary>
/// The file that a store has open, compared with what its path names now. On Unix a file can be deleted or replaced while it is open, and
/// SQLite then goes on writing into a file that nobody else will ever see. Used by the store's thread only.
/// </summary>
/// <param name="target">The database.</param>
internal sealed class SqliteFile(SqliteTarget target)
{
    private const string LogSuffix = "-wal";

    // As the user named it, so that a symbolic link that leads elsewhere is noticed too.
    private string? _path = target.Path is { } path && Path.IsPathRooted(path) ? path : null;
    private string? _logPath;
    private FileFacts? _database;
    private FileFacts? _log;

    /// <summary>Says whether the store had a file open before. From then on it never makes another one in its place.</summary>
    public bool WasOpened { get; private set; }

    /// <summary>Where the log of a file that was replaced is kept.</summary>
    public string? SetAsidePath => _logPath is null ? null : _logPath + ".replaced";

    /// <summary>Reads what the path names before the file is opened.</summary>
    public FileFacts? BeforeOpening() => _path is not null && FileFacts.TryRead(_path, out var facts) ? facts : null;

    /// <summary>Notes which file was opened.</summary>
    /// <param name="before">What the path named before.</param>
    /// <param name="openedPath">The path as SQLite resolved it.</param>
    /// <returns><see langword="false"/> if the path named another file before, so that it is unknown which one was opened.</returns>
    public bool TryNoteOpened(FileFacts? before, string openedPath)
    {
        _path ??= openedPath;
        _logPath = openedPath + LogSuffix;
        if (!FileFacts.TryRead(_path, out var now))
        {
            WasOpened = true;
            return true;
        }

        if (now is not { } opened || before is not { } expected || !opened.IsSameFile(expected))
        {
            return false;
        }

        _database = opened;
        WasOpened = true;
        return true;
    }

    /// <summary>Notes the write-ahead log that the open connection uses.</summary>
    public void NoteLog() => _log = _logPath is not null && FileFacts.TryRead(_logPath, out var log) ? log : null;

    /// <summary>Compares what was opened with what the path names now.</summary>
    /// <param name="isOpen">Whether a connection is open. Without one, the log of the last one may rightly be gone.</param>
    public SqliteFileState Check(bool isOpen)
    {
        if (_database is not { } opened || !FileFacts.TryRead(_path!, out var now))
        {
            return SqliteFileState.Same;
        }

        if (now is not { } current)
        {
            return SqliteFileState.Missing;
        }

        if (!current.IsSameFile(opened))
        {
            return SqliteFileState.Replaced;
        }

        if (isOpen && _log is { } log && FileFacts.TryRead(_logPath!, out var found))
        {
            if (found is not { } currentLog || !currentLog.IsSameFile(log))
            {
                return SqliteFileState.LogLost;
            }

            if (currentLog.Length < log.Length)
            {
                return SqliteFileState.Shorter;
            }

            _log = found;
        }

        if (isOpen && current.Length < opened.Length)
        {
            return SqliteFileState.Shorter;
        }

        _database = current;
        return SqliteFileState.Same;
    }

    /// <summary>
    /// Says whether the file was written since it was last in order. A log that was removed beside an untouched file still belongs to it;
    /// beside a file that was overwritten, its pages would destroy what was put there.
    /// </summary>
    public bool WasWrittenSince() =>
        _database is { } opened
        && (!FileFacts.TryRead(_path!, out var now) || now != opened);

    /// <summary>
    /// Takes the log of the file that was replaced out of the way of the new one. SQLite would apply it to whatever file bears the name.
    /// </summary>
    /// <exception cref="OptionStoreUnavailableException">It cannot be moved.</exception>
    public void SetLogAside()
    {
        if (_log is not { } log
            || !FileFacts.TryRead(_logPath!, out var found)
            || found is not { } current
            || !current.IsSameFile(log))
        {
            return;
        }

        try
        {
            if (current.Length == 0)
            {
                File.Delete(_logPath!);
            }
            else
            {
                File.Move(_logPath!, SetAsidePath!, overwrite: true);
            }

            File.Delete(_logPath![..^LogSuffix.Length] + "-shm");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SqliteFailures.ForeignLog(target, _logPath!, exception);
        }
    }

    /// <summary>Forgets the file that was replaced.</summary>
    public void Forget()
    {
        _database = null;
        _log = null;
    }
}
