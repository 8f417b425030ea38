using Microsoft.Data.Sqlite;
using OptionsSdk.Errors;
using OptionsSdk.Relational;
using SQLitePCL;

namespace OptionsSdk.Sqlite;

/// <summary>What SQLite's result codes mean for a store.</summary>
internal static class SqliteFailures
{
    /// <summary>Says whether the same work may succeed a moment later, because somebody else is at it now.</summary>
    public static bool IsTransient(SqliteException exception) =>
        exception.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL
        || exception.SqliteExtendedErrorCode == raw.SQLITE_READONLY_DBMOVED;

    /// <summary>
    /// Makes the error of a COMMIT whose outcome is unknown: after an I/O error in the middle of it, only recovery decides what the log
    /// holds; and what was committed into a file that was just replaced may be in the new one or not. After any other error the transaction
    /// is still open or rolled back.
    /// </summary>
    public static OptionWriteOutcomeUnknownException? DuringCommit(SqliteException exception, Guid changeId) =>
        exception.SqliteErrorCode == raw.SQLITE_IOERR || exception.SqliteExtendedErrorCode == raw.SQLITE_READONLY_DBMOVED
            ? new(changeId, exception)
            : null;

    /// <summary>Makes SQLite's error for a file that is no longer the one its path names, where SQLite itself did not look.</summary>
    public static SqliteException Moved(SqliteTarget target) =>
        new(
            $"SQLite Error {raw.SQLITE_READONLY_DBMOVED}: '{target.Name} was moved, deleted or replaced while it was open'.",
            raw.SQLITE_READONLY,
            raw.SQLITE_READONLY_DBMOVED);

    /// <summary>Makes the error of a file that is gone from under a running store.</summary>
    public static OptionStoreUnavailableException Gone(SqliteTarget target) =>
        Unavailable(
            $"{target.Name} was deleted or moved away while the store had it open.",
            "A running store never begins a new file in place of the one it had, because that would undo every value.",
            "Put the file back, with its '-wal' file if there is one, or restart the application to begin with an empty file.",
            null);

    /// <summary>Makes the error of a log that belongs to another file and cannot be taken away.</summary>
    public static OptionStoreUnavailableException ForeignLog(SqliteTarget target, string logPath, Exception cause) =>
        Unavailable(
            $"{target.Name} was replaced, and the log '{logPath}' of the file before cannot be moved out of its way.",
            "SQLite applies a log to whatever database bears its name, which would destroy the new one.",
            "Move the '-wal' and '-shm' files away.",
            cause);

    /// <summary>Makes the store's error of SQLite's.</summary>
    public static OptionStoreException Translate(SqliteException exception, SqliteTarget target)
    {
        var name = target.Name;
        return exception.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => Unavailable(
                $"{name} is locked by another writer.",
                "Only one connection writes a SQLite file at a time, and a store waits for it only so long.",
                "Try again; look for a process or tool that keeps a transaction open.",
                exception),
            raw.SQLITE_FULL => ReadOnly(
                $"{name} cannot grow: {Reason(exception)}.",
                "A change is written as a whole or not at all.",
                "Free space on the disk of the file, then write again.",
                exception),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => ReadOnly(
                $"{name} refuses writes: {Reason(exception)}.",
                "Writes and the creation of tables need the right to write the file and its folder.",
                "Grant that right, also for the '-wal' and '-shm' files beside it, or open the store without Mode=ReadOnly.",
                exception),
            raw.SQLITE_CANTOPEN => CannotOpen(exception, target),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => StoreFailures.Unreadable(
                name, $"content that is no intact SQLite database ({Reason(exception)})", exception),
            raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH => StoreFailures.Unreadable(
                name, $"rows that contradict each other ({Reason(exception)})", exception),
            raw.SQLITE_ERROR when IsMissingTable(exception) => StoreFailures.SchemaMissing(name, SqliteDialect.Instance.SchemaRemedy, exception),
            _ => Unavailable(
                $"{name} does not work: {Reason(exception)}.",
                "A store needs a file on a local disk that can be read and written.",
                "Check the disk and the file, then try again.",
                exception),
        };
    }

    private static bool IsMissingTable(SqliteException exception) =>
        exception.Message.Contains("no such table", StringComparison.Ordinal)
        || exception.Message.Contains("no such column", StringComparison.Ordinal)
        || exception.Message.Contains("has no column", StringComparison.Ordinal);

    private static OptionStoreUnavailableException CannotOpen(SqliteException exception, SqliteTarget target)
    {
        if (target.Path is { } path)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path));
            if (folder is not null && !Directory.Exists(folder))
            {
                return Unavailable(
                    $"{target.Name} cannot be opened: the folder '{folder}' does not exist.",
                    "SQLite creates a missing file, but never a missing folder.",
                    "Create the folder, or correct Data Source in the connection string.",
                    exception);
            }

            if (!target.MayCreate && !File.Exists(path))
            {
                return Unavailable(
                    $"{target.Name} cannot be opened: the file does not exist.",
                    "The connection string's Mode forbids to create it.",
                    "Correct Data Source, or open the store once with Mode=ReadWriteCreate.",
                    exception);
            }
        }

        return Unavailable(
            $"{target.Name} cannot be opened: {Reason(exception)}.",
            "A store needs the right to read and write the file and its folder.",
            "Check the path, its permissions and whether it is a folder.",
            exception);
    }

    private static OptionStoreUnavailableException Unavailable(string problem, string rule, string remedy, Exception? cause) =>
        new(OptionErrorIds.StoreUnavailable, null, problem, rule, remedy, cause);

    private static OptionStoreReadOnlyException ReadOnly(string problem, string rule, string remedy, Exception cause) =>
        new(OptionErrorIds.StoreReadOnly, null, problem, rule, remedy, cause);

    private static string Reason(SqliteException exception) => $"SQLite error {exception.SqliteExtendedErrorCode}, {raw.sqlite3_errstr(exception.SqliteErrorCode).utf8_to_string()}";
}
