using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OptionsSdk.Relational;
using SQLitePCL;

namespace OptionsSdk.Sqlite;

/// <summary>The one open connection of a store. Used by the store's thread only.</summary>
internal sealed partial class SqliteSession : IDisposable
{
    // SQLite's own waiting, without jitter but fair enough for the usual short collision. What takes longer is retried outside.
    private const int BusyMilliseconds = 100;

    // Every time the path names another file before and after opening, somebody is just replacing it.
    private const int OpeningAttempts = 5;

    private readonly SqliteTarget _target;
    private readonly SqliteFile _file;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _dataVersion;

    private SqliteSession(SqliteTarget target, SqliteFile file, SqliteConnection connection)
    {
        _target = target;
        _file = file;
        _connection = connection;
        _dataVersion = connection.CreateCommand();
        _dataVersion.CommandText = "pragma data_version";
    }

    public StoreSession Protocol => new(_connection);

    public SqliteConnection Connection => _connection;

    public static SqliteSession Open(SqliteTarget target, SqliteFile file, ILogger logger)
    {
        var connection = Connect(target, file);
        try
        {
            raw.sqlite3_busy_timeout(connection.Handle, BusyMilliseconds);
            var session = new SqliteSession(target, file, connection);
            if (!target.IsMemory)
            {
                session.UseWriteAheadLog(logger);
            }

            // An answered commit survives a power cut: the protocol promises a durable position.
            session.Execute("pragma synchronous = full");
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Changes whenever another connection committed.</summary>
    public long ReadDataVersion() => (long)_dataVersion.ExecuteScalar()!;

    /// <summary>Runs work inside a write transaction.</summary>
    /// <param name="work">The work; says whether its transaction is to be committed.</param>
    /// <param name="committing">Called in place of COMMIT's plain error, to make of it what it means for the caller.</param>
    /// <param name="cancellationToken">Stops before COMMIT, never during it.</param>
    public T Write<T>(Func<StoreSession, (T Result, bool Commit)> work, Func<SqliteException, Exception?> committing, CancellationToken cancellationToken)
    {
        // Not by SqliteTransaction: its BEGIN sleeps for a whole command time-out when another process writes.
        Execute("begin immediate");
        try
        {
            var (result, commit) = work(Protocol);
            cancellationToken.ThrowIfCancellationRequested();
            if (commit)
            {
                Commit(committing);
            }

            return result;
        }
        finally
        {
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            {
                raw.sqlite3_exec(_connection.Handle, "rollback");
            }
        }
    }

    public void Dispose()
    {
        _dataVersion.Dispose();
        _connection.Dispose();
    }

    /// <summary>Closes the connection of a file whose log was removed, without writing into the file what the log held.</summary>
    public void DisposeWithoutCheckpoint()
    {
        raw.sqlite3_db_config(_connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        Dispose();
    }

    private static SqliteConnection Connect(SqliteTarget target, SqliteFile file)
    {
        for (var attempt = 0; attempt < OpeningAttempts; attempt++)
        {
            var before = target.IsMemory ? null : file.BeforeOpening();
            var connection = new SqliteConnection(file.WasOpened ? target.ConnectionStringWithoutCreation : target.ConnectionString);
            try
            {
                connection.Open();
                if (target.IsMemory
                    || raw.sqlite3_db_filename(connection.Handle, "main").utf8_to_string() is not { Length: > 0 } path
                    || file.TryNoteOpened(before, path))
                {
                    return connection;
                }
            }
            catch
            {
                connection.Dispose();
                throw;
            }

            connection.Dispose();
        }

        throw SqliteFailures.Moved(target);
    }

    private void Commit(Func<SqliteException, Exception?> committing)
    {
        try
        {
            Execute("commit");

            // SQLite does not look: in a write-ahead log, it commits into a deleted file without a word.
            if (_file.Check(isOpen: true) is not (SqliteFileState.Same or SqliteFileState.Shorter))
            {
                throw SqliteFailures.Moved(_target);
            }
        }
        catch (SqliteException exception) when (committing(exception) is { } meaning)
        {
            throw meaning;
        }
    }

    private void UseWriteAheadLog(ILogger logger)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "pragma journal_mode";
        var mode = (string)command.ExecuteScalar()!;
        if (mode != "wal" && !_target.IsReadOnly)
        {
            mode = SwitchToWriteAheadLog(command);
            if (mode != "wal")
            {
                LogNoWriteAheadLog(logger, _target.Name, mode);
            }
        }

        if (mode == "wal")
        {
            // The log is opened by the first read.
            command.CommandText = "pragma schema_version";
            command.ExecuteScalar();
            _file.NoteLog();
        }
    }

    private static string SwitchToWriteAheadLog(SqliteCommand command)
    {
        command.CommandText = "pragma journal_mode = wal";
        try
        {
            return (string)command.ExecuteScalar()!;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_READONLY)
        {
            return "read-only";
        }
    }

    private void Execute(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_connection.Handle, sql), _connection.Handle);

    [LoggerMessage(
        EventId = 5420,
        Level = LogLevel.Warning,
        Message = "{Database} cannot use a write-ahead log (journal mode: {Mode}); reads and writes will wait for each other.")]
    private static partial void LogNoWriteAheadLog(ILogger logger, string database, string mode);
}
