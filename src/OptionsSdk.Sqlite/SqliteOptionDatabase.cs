using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OptionsSdk.Errors;
using OptionsSdk.Relational;
using OptionsSdk.Store;
using SQLitePCL;

namespace OptionsSdk.Sqlite;

/// <summary>
/// The store's database in a SQLite file on a local disk, or in memory. Safe for concurrent use, by several stores and processes on
/// one file. All work of one instance runs on one thread of its own, and no caller's thread ever waits for the disk.
/// </summary>
/// <remarks>
/// Other connections' commits are noticed by <see cref="WatchAsync"/> within <see cref="SqliteOptionDatabaseSettings.PollInterval"/>;
/// rows edited by plain SQL become commits too. A database in memory lives as long as its store: <c>Data Source=:memory:</c> is a store
/// of its own, <c>Data Source=name;Mode=Memory;Cache=Shared</c> is shared by the stores of the process. Disposal finishes accepted work.
/// <para>
/// A file that is deleted, moved or replaced while it is open is noticed before each call and after each commit, on Linux and macOS (Windows
/// does not let go of an open file). A missing file is an error until it is back, never a new file; a replaced one is followed, and what was
/// committed into the one before is not acknowledged. The log of the one before is kept beside it as <c>-wal.replaced</c>.
/// </para>
/// </remarks>
public sealed partial class SqliteOptionDatabase : IOptionDatabase, IOptionChangeSignal, IOptionFleet, IOptionCompaction
{
    private readonly SqliteTarget _target;
    private readonly StoreProtocol _protocol;
    private readonly FleetTable _fleet;
    private readonly SqliteThread _thread;
    private readonly SchemaMode _schemaMode;
    private readonly TimeSpan _readTimeout;
    private readonly TimeSpan _writeTimeout;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;

    /// <summary>Makes a store. Nothing is opened before the first call.</summary>
    /// <param name="connectionString">
    /// A connection string of Microsoft.Data.Sqlite, for example <c>Data Source=options.db</c>. The file is created if it is missing,
    /// its folder is not. Pooling and time-outs are the store's own.
    /// </param>
    /// <param name="settings">How the store behaves; the defaults if <see langword="null"/>.</param>
    /// <param name="logger">The log, if there is one.</param>
    /// <param name="timeProvider">Measures waiting; the system's clock if <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The connection string or a setting is malformed.</exception>
    public SqliteOptionDatabase(
        string connectionString,
        SqliteOptionDatabaseSettings? settings = null,
        ILogger? logger = null,
        TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        settings ??= new();
        settings.Validate();
        _target = SqliteTarget.Parse(connectionString);
        _protocol = new(SqliteDialect.Instance, _target.Name, settings.Namespace);
        _fleet = new(SqliteDialect.Instance, settings.Namespace);
        Namespace = settings.Namespace;
        _schemaMode = settings.SchemaMode;
        _readTimeout = settings.ReadTimeout;
        _writeTimeout = settings.WriteTimeout;
        _logger = logger ?? NullLogger.Instance;
        _time = timeProvider ?? TimeProvider.System;
        _thread = new(
            _target,
            settings.PollInterval,
            session => Result(_protocol.ReadPositionAsync(session.Protocol, CancellationToken.None)).Revision,
            _logger);
    }

    /// <inheritdoc/>
    public string Name => _target.Name;

    /// <inheritdoc/>
    public string Namespace { get; }

    /// <inheritdoc/>
    /// <exception cref="OptionStoreSchemaException">
    /// The tables are newer than this library can read, or they are missing or older and <see cref="SchemaMode.Verify"/> is set.
    /// </exception>
    public async ValueTask InitializeAsync(CancellationToken cancellationToken = default)
    {
        // With the patience of a write: when many processes start on a new file, opening it already waits for the others.
        var complete = await RetryAsync(
            () => _thread.RunAsync(
                session => Result(_protocol.CheckSchemaAsync(session.Protocol, _schemaMode, cancellationToken)), cancellationToken),
            _writeTimeout,
            cancellationToken).ConfigureAwait(false);
        if (!complete)
        {
            await WriteOnThreadAsync(
                session =>
                {
                    var now = _time.GetUtcNow().UtcDateTime;
                    Result(_protocol.CreateSchemaAsync(session, _schemaMode, now, cancellationToken));
                    return (true, true);
                },
                committing: null,
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StoreDelta> ReadAsync(StorePosition since, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var delta = await ReadOnThreadAsync(
                session => _protocol.ReadAsync(session, since, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (delta is not null)
            {
                return delta;
            }

            var raised = await WriteOnThreadAsync(
                session =>
                {
                    var now = _time.GetUtcNow().UtcDateTime;
                    var position = Result(_protocol.RaiseEpochAsync(session, since, now, cancellationToken));
                    return (position, position is not null);
                },
                committing: null,
                cancellationToken).ConfigureAwait(false);
            if (raised is { } position)
            {
                LogEpochRaised(_logger, Name, since, position);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<StoreRowRead> ReadRowAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await ReadOnThreadAsync(
            session => _protocol.ReadRowAsync(session, key, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoreRow>> ReadRowsWrittenSinceAsync(
        DateTime since,
        CancellationToken cancellationToken = default) =>
        await ReadOnThreadAsync(
            session => _protocol.ReadRowsWrittenSinceAsync(session, since, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <exception cref="OptionStoreUnavailableException">
    /// Other writers held the file for longer than <see cref="SqliteOptionDatabaseSettings.WriteTimeout"/>. Nothing was changed.
    /// </exception>
    public async ValueTask<StoreCommitResult> CommitAsync(StoreCommit commit, CancellationToken cancellationToken = default)
    {
        StoreProtocol.Validate(commit);
        return await WriteOnThreadAsync(
            session =>
            {
                var result = Result(_protocol.CommitAsync(session, commit, cancellationToken));
                return (result, result.Outcome == StoreCommitOutcome.Committed);
            },
            exception => SqliteFailures.DuringCommit(exception, commit.ChangeId),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<long?> FindChangeAsync(Guid changeId, CancellationToken cancellationToken = default) =>
        await ReadOnThreadAsync(
            session => _protocol.FindChangeAsync(session, changeId, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoreChange>> ReadHistoryAsync(
        string key,
        int limit,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return await ReadOnThreadAsync(
            session => _protocol.ReadHistoryAsync(session, key, limit, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>Commits of this instance itself are not signalled; those of other instances, processes and tools are.</remarks>
    public async ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onSignal);
        return await RetryAsync(
            () => _thread.WatchAsync(onSignal, cancellationToken), _readTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ReportAsync(FleetNode node, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        await WriteOnThreadAsync(
            session =>
            {
                Result(_fleet.ReportAsync(session, node, lifetime, cancellationToken));
                return (true, true);
            },
            committing: null,
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask LeaveAsync(Guid node, CancellationToken cancellationToken = default) =>
        await WriteOnThreadAsync(
            session =>
            {
                Result(_fleet.LeaveAsync(session, node, cancellationToken));
                return (true, true);
            },
            committing: null,
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<FleetNode>> ReadNodesAsync(CancellationToken cancellationToken = default) =>
        await ReadOnThreadAsync(session => _fleet.ReadAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <remarks>The file keeps its size; its free pages are used again.</remarks>
    public async ValueTask<StoreCompaction> CompactAsync(StoreRetention retention, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(retention);
        retention.Validate();
        return await WriteOnThreadAsync(
            session => Result(_protocol.CompactAsync(session, retention, _time.GetUtcNow().UtcDateTime, cancellationToken)),
            committing: null,
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _thread.DisposeAsync();

    /// <summary>Runs work on the store's connection, for tests that need the connection's own settings.</summary>
    internal Task<T> RunAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken) =>
        _thread.RunAsync(session => work(session.Connection), cancellationToken);

    private Task<T> ReadOnThreadAsync<T>(Func<StoreSession, ValueTask<T>> work, CancellationToken cancellationToken) =>
        RetryAsync(
            () => _thread.RunAsync(session => Result(work(session.Protocol)), cancellationToken),
            _readTimeout,
            cancellationToken);

    private Task<T> WriteOnThreadAsync<T>(
        Func<StoreSession, (T Result, bool Commit)> work,
        Func<SqliteException, Exception?>? committing,
        CancellationToken cancellationToken) =>
        RetryAsync(
            () => _thread.RunAsync(session => session.Write(work, committing ?? (static _ => null), cancellationToken), cancellationToken),
            _writeTimeout,
            cancellationToken);

    /// <summary>
    /// Repeats an attempt while the database is busy. Between attempts the thread is free, so that a waiting writer does not hold up
    /// readers, and waiting ends at once when it is cancelled.
    /// </summary>
    private async Task<T> RetryAsync<T>(Func<Task<T>> attempt, TimeSpan budget, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var mayReopen = !_target.IsReadOnly && !_target.IsMemory;
        for (var count = 0; ; count++)
        {
            TimeSpan remaining;
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (SqliteException exception) when (mayReopen && exception.SqliteErrorCode == raw.SQLITE_READONLY)
            {
                // SQLite opens for reading alone what may not be written at that moment, and stays with it. The connection was dropped;
                // the right may have been granted since.
                mayReopen = false;
                continue;
            }
            catch (SqliteException exception)
            {
                remaining = budget - _time.GetElapsedTime(started);
                if (remaining <= TimeSpan.Zero || !SqliteFailures.IsTransient(exception))
                {
                    throw SqliteFailures.Translate(exception, _target);
                }
            }
            catch (Exception exception) when (exception is InvalidCastException or FormatException or OverflowException)
            {
                throw StoreFailures.Unreadable(Name, "a row with a field of another kind", exception);
            }

            var delay = RetryDelay.OfCall(count);
            await Task.Delay(delay < remaining ? delay : remaining, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    // SQLite's asynchronous methods have ended when they return, so nothing waits here.
    private static T Result<T>(ValueTask<T> work) => work.AsTask().GetAwaiter().GetResult();

    private static void Result(ValueTask work) => work.AsTask().GetAwaiter().GetResult();

    [LoggerMessage(
        EventId = 5423,
        Level = LogLevel.Critical,
        Message = "The history of {Database} was rewritten, for example by restoring a backup: a replica had seen {Seen}. Everybody reloads at {Raised}.")]
    private static partial void LogEpochRaised(ILogger logger, string database, StorePosition seen, StorePosition raised);
}
