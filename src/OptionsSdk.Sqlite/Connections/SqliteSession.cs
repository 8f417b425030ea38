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

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _dataVersion;

    private SqliteSession(SqliteConnection connection)
    {
        _connection = connection;
        _dataVersion = connection.CreateCommand();
        _dataVersion.CommandText = "pragma data_version";
    }

    public StoreSession Protocol => new(_connection);

    public SqliteConnection Connection => _connection;

    public static SqliteSession Open(SqliteTarget target, ILogger logger)
    {
        var connection = new SqliteConnection(target.ConnectionString);
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, BusyMilliseconds);
            var session = new SqliteSession(connection);
            if (!target.IsMemory && !target.IsReadOnly)
            {
                session.UseWriteAheadLog(target, logger);
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

    private void Commit(Func<SqliteException, Exception?> committing)
    {
        try
        {
            Execute("commit");
        }
        catch (SqliteException exception) when (committing(exception) is { } meaning)
        {
            throw meaning;
        }
    }

    private void UseWriteAheadLog(SqliteTarget target, ILogger logger)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "pragma journal_mode";
        if ((string)command.ExecuteScalar()! == "wal")
        {
            return;
        }

        command.CommandText = "pragma journal_mode = wal";
        try
        {
            var mode = (string)command.ExecuteScalar()!;
            if (mode != "wal")
            {
                LogNoWriteAheadLog(logger, target.Name, mode);
            }
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_READONLY)
        {
            LogNoWriteAheadLog(logger, target.Name, "read-only");
        }
    }

    private void Execute(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_connection.Handle, sql), _connection.Handle);

    [LoggerMessage(
        EventId = 5420,
        Level = LogLevel.Warning,
        Message = "{Database} cannot use a write-ahead log (journal mode: {Mode}); reads and writes will wait for each other.")]
    private static partial void LogNoWriteAheadLog(ILogger logger, string database, string mode);
}
