using System.Diagnostics.CodeAnalysis;
using System.Transactions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OptionsSdk.Errors;
using OptionsSdk.PostgreSql.Connections;
using OptionsSdk.PostgreSql.Schema;
using OptionsSdk.PostgreSql.Signals;
using OptionsSdk.Relational;
using OptionsSdk.Store;
using IsolationLevel = System.Data.IsolationLevel;

namespace OptionsSdk.PostgreSql;

/// <summary>
/// The store's database in PostgreSQL 13 or newer. Safe for concurrent use, by any number of processes. A write of one option is one round
/// trip and a larger one two; it takes the lock of its namespace's head row first, and never joins a transaction of the caller.
/// </summary>
/// <remarks>
/// <para>
/// <see cref="WatchAsync"/> listens on one connection of its own. Notifications are sent in the transaction of the change, carry its
/// revision alone, and are hints: a forged one costs a query of the head row, at most five in a second. Where LISTEN does not work, behind
/// a pooler for example, that is noticed and logged once, and the store's sync tick does all the work.
/// </para>
/// <para>
/// Rows edited by plain SQL become commits too, as do calls of the SQL function <c>opt_set(ns, key, value, actor, reason)</c>.
/// </para>
/// </remarks>
public sealed partial class PostgreSqlOptionDatabase : IOptionDatabase, IOptionChangeSignal, IOptionFleet, IOptionCompaction
{
    private readonly PostgreSqlTarget _target;
    private readonly PostgreSqlDialect _dialect;
    private readonly PostgreSqlFailures _failures;
    private readonly StoreProtocol _protocol;
    private readonly FleetTable _fleet;
    private readonly SignalGate _gate;
    private readonly PostgreSqlListener _listener;
    private readonly SchemaMode _schemaMode;
    private readonly string _schema;
    private readonly string _channel;
    private readonly bool _isListening;
    private readonly string _timeouts;
    private readonly TimeSpan _readTimeout;
    private readonly TimeSpan _writeTimeout;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private volatile bool _isDisposed;

    /// <summary>Makes a store. Nothing is opened before the first call.</summary>
    /// <param name="connectionString">
    /// A connection string of Npgsql, for example <c>Host=db;Database=shop;Username=shop</c>. Where it does not say otherwise, a connection
    /// is made within <see cref="PostgreSqlOptionDatabaseSettings.ReadTimeout"/>, at most 10 are open, and a command that took too long is
    /// given up at once. Several hosts mean the primary among them, and any other while there is none.
    /// </param>
    /// <param name="settings">How the store behaves; the defaults if <see langword="null"/>.</param>
    /// <param name="logger">The log, if there is one.</param>
    /// <param name="timeProvider">Measures waiting; the system's clock if <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The connection string or a setting is malformed.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The store disposes it.")]
    public PostgreSqlOptionDatabase(
        string connectionString,
        PostgreSqlOptionDatabaseSettings? settings = null,
        ILogger? logger = null,
        TimeProvider? timeProvider = null)
        : this(PostgreSqlTarget.Of(NotEmpty(connectionString), Checked(settings)), Checked(settings), logger, timeProvider)
    {
    }

    /// <summary>Makes a store over a data source of yours, which is used as it is and never disposed.</summary>
    /// <param name="dataSource">The data source. Its time-outs are its own; a Cancellation Timeout of -1 keeps the store's times exact.</param>
    /// <param name="settings">How the store behaves; the defaults if <see langword="null"/>.</param>
    /// <param name="logger">The log, if there is one.</param>
    /// <param name="timeProvider">Measures waiting; the system's clock if <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">A setting is malformed.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The store disposes it.")]
    public PostgreSqlOptionDatabase(
        NpgsqlDataSource dataSource,
        PostgreSqlOptionDatabaseSettings? settings = null,
        ILogger? logger = null,
        TimeProvider? timeProvider = null)
        : this(PostgreSqlTarget.Of(NotNull(dataSource), Checked(settings)), Checked(settings), logger, timeProvider)
    {
    }

    private PostgreSqlOptionDatabase(
        PostgreSqlTarget target,
        PostgreSqlOptionDatabaseSettings settings,
        ILogger? logger,
        TimeProvider? timeProvider)
    {
        _target = target;
        _schema = settings.Schema;
        Namespace = settings.Namespace;
        _schemaMode = settings.SchemaMode;
        _isListening = settings.Listen;
        _readTimeout = settings.ReadTimeout;
        _writeTimeout = settings.WriteTimeout;
        _logger = logger ?? NullLogger.Instance;
        _time = timeProvider ?? TimeProvider.System;
        _dialect = new(_schema, Namespace);
        _failures = new(target, _dialect, _schema);
        _protocol = new(_dialect, target.Name, Namespace);
        _fleet = new(_dialect, Namespace);
        _channel = SchemaName.Channel(_schema, Namespace);
        _timeouts = PostgreSqlWriteFrame.Timeouts(_writeTimeout);
        _gate = new(_time);
        _listener = new(target, _channel, settings.ListenKeepAlive, _gate, _logger, _time);
    }

    /// <inheritdoc/>
    public string Name => _target.Name;

    /// <inheritdoc/>
    public string Namespace { get; }

    /// <inheritdoc/>
    /// <exception cref="OptionStoreSchemaException">
    /// The tables are newer than this library can read, or they are missing or older and <see cref="SchemaMode.Verify"/> is set.
    /// </exception>
    /// <exception cref="OptionStoreReadOnlyException">Tables or the namespace are missing, and the role may not make them.</exception>
    public async ValueTask InitializeAsync(CancellationToken cancellationToken = default)
    {
        if (_schemaMode == SchemaMode.None)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return;
        }

        // With a reader's patience: a start without its database goes on with what the cache and the file have.
        var isComplete = await ReadAsync(
            session => _protocol.CheckSchemaAsync(session, _schemaMode, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (!isComplete)
        {
            await RunAsync(
                PostgreSqlPurpose.Create,
                async connection =>
                {
                    await CreateAsync(connection, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="OptionStoreUnavailableException">
    /// Also where a standby has not come as far as <paramref name="since"/>: that is no evidence about the history.
    /// </exception>
    /// <exception cref="OptionStoreReadOnlyException">The history was rewritten, and this role may not raise the epoch.</exception>
    public async ValueTask<StoreDelta> ReadAsync(StorePosition since, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var delta = await RunAsync(
                PostgreSqlPurpose.Read,
                async connection =>
                {
                    var session = Reading(connection);
                    var answer = await _protocol.ReadAsync(session, since, cancellationToken).ConfigureAwait(false);
                    return answer is null && await IsStandbyAsync(session, cancellationToken).ConfigureAwait(false)
                        ? throw _failures.Lagging(since)
                        : answer;
                },
                cancellationToken).ConfigureAwait(false);
            if (delta is not null)
            {
                _gate.Note(delta.To.Revision);
                return delta;
            }

            var raised = await WriteAsync(
                PostgreSqlPurpose.RaiseEpoch,
                session => _protocol.RaiseEpochAsync(session, since, _time.GetUtcNow().UtcDateTime, cancellationToken),
                changeId: null,
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
        return await ReadAsync(session => _protocol.ReadRowAsync(session, key, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoreRow>> ReadRowsWrittenSinceAsync(
        DateTime since,
        CancellationToken cancellationToken = default) =>
        await ReadAsync(
            session => _protocol.ReadRowsWrittenSinceAsync(session, since, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <exception cref="OptionStoreUnavailableException">
    /// Other writers held the lock for longer than <see cref="PostgreSqlOptionDatabaseSettings.WriteTimeout"/>, or the server was away for as
    /// long. Nothing was changed.
    /// </exception>
    public async ValueTask<StoreCommitResult> CommitAsync(StoreCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        StoreProtocol.Validate(commit);
        var result = await TryCommitAtOnceAsync(commit, cancellationToken).ConfigureAwait(false) ?? await CommitAsync(commit, null, cancellationToken).ConfigureAwait(false);
        _gate.Note(result.Delta.To.Revision);
        return result;
    }

    /// <inheritdoc/>
    public async ValueTask<long?> FindChangeAsync(Guid changeId, CancellationToken cancellationToken = default) =>
        await ReadAsync(session => _protocol.FindChangeAsync(session, changeId, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StoreChange>> ReadHistoryAsync(
        string key,
        int limit,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return await ReadAsync(
            session => _protocol.ReadHistoryAsync(session, key, limit, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Returns at once; the connection is made in the background, and made again whenever it is lost. Each time it stands, 0 is signalled
    /// once, for whatever was committed before. Commits of this instance itself are mostly not signalled.
    /// </remarks>
    public ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onSignal);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IAsyncDisposable>(_isListening ? _listener.Watch(onSignal) : PostgreSqlWatch.OfNothing);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A listening connection counts once a notification of its own has come back on it, and as long as it answers the question that is
    /// asked whenever it was silent for the keepalive's time.
    /// </remarks>
    public ValueTask<bool> ProveAsync(CancellationToken cancellationToken = default) => new(_isListening && _listener.ProcessId != 0);

    /// <inheritdoc/>
    public async ValueTask ReportAsync(FleetNode node, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        await WriteAsync(session => _fleet.ReportAsync(session, node, lifetime, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask LeaveAsync(Guid node, CancellationToken cancellationToken = default) =>
        await WriteAsync(session => _fleet.LeaveAsync(session, node, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<FleetNode>> ReadNodesAsync(CancellationToken cancellationToken = default) =>
        await ReadAsync(session => _fleet.ReadAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <remarks>Needs the rights of <see cref="PostgreSqlSchema.MaintainerScript"/>: writers may not remove anything.</remarks>
    public async ValueTask<StoreCompaction> CompactAsync(StoreRetention retention, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(retention);
        retention.Validate();
        var (result, _) = await WriteAsync(
            PostgreSqlPurpose.Compact,
            session => _protocol.CompactAsync(session, retention, _time.GetUtcNow().UtcDateTime, cancellationToken),
            changeId: null,
            cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await _listener.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
        await _target.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The listening connection, for tests that cannot wait as long as it does.</summary>
    internal PostgreSqlListener Listener => _listener;

    private static string NotEmpty(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return connectionString;
    }

    private static NpgsqlDataSource NotNull(NpgsqlDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return dataSource;
    }

    private static PostgreSqlOptionDatabaseSettings Checked(PostgreSqlOptionDatabaseSettings? settings)
    {
        settings ??= new();
        settings.Validate();
        return settings;
    }

    private static async ValueTask<bool> IsStandbyAsync(StoreSession session, CancellationToken cancellationToken)
    {
        using var command = session.Command("select pg_catalog.pg_is_in_recovery()");
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    private StoreSession Reading(NpgsqlConnection connection) => new(connection, CommandTimeout: Seconds(_readTimeout));

    private Task<T> ReadAsync<T>(Func<StoreSession, ValueTask<T>> work, CancellationToken cancellationToken) =>
        RunAsync(
            PostgreSqlPurpose.Read,
            async connection => await work(Reading(connection)).ConfigureAwait(false),
            cancellationToken);

    /// <summary>Runs statements that are no commit, each for itself: what processes say needs no common state.</summary>
    private async Task WriteAsync(Func<StoreSession, ValueTask> work, CancellationToken cancellationToken) =>
        await RunAsync(
            PostgreSqlPurpose.Read,
            async connection =>
            {
                await work(Reading(connection)).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>Runs the protocol in a write transaction, on another connection as long as that may help.</summary>
    private Task<T> WriteAsync<T>(
        PostgreSqlPurpose purpose,
        Func<StoreSession, ValueTask<T>> work,
        Guid? changeId,
        CancellationToken cancellationToken) =>
        RunAsync(purpose, connection => WriteAsync(connection, work, changeId, cancellationToken), cancellationToken);

    /// <summary>Runs the protocol in a write transaction, which its frame commits; otherwise it is rolled back.</summary>
    private async Task<T> WriteAsync<T>(
        NpgsqlConnection connection,
        Func<StoreSession, ValueTask<T>> work,
        Guid? changeId,
        CancellationToken cancellationToken)
    {
        var frame = new PostgreSqlWriteFrame(_timeouts, _channel, _dialect.TablePrefix);

        // Whatever is the server's default: after the wait for the lock, statements must see what the others committed meanwhile.
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            try
            {
                return await work(new(connection, transaction, frame, PostgreSqlWriteFrame.CommandTimeout)).ConfigureAwait(false);
            }
            catch (Exception exception) when (
                frame.IsCommitSent && changeId is not null && PostgreSqlFailures.LeavesOutcomeOpen(exception))
            {
                throw new OptionWriteOutcomeUnknownException(changeId.Value, exception);
            }
        }
    }

    /// <summary>Commits in one round trip what one round trip can.</summary>
    /// <returns>The answer, or <see langword="null"/> if it takes two.</returns>
    private async Task<StoreCommitResult?> TryCommitAtOnceAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        if (commit.Writes is not [_])
        {
            return null;
        }

        try
        {
            return await WriteAsync(
                PostgreSqlPurpose.Write,
                session => _protocol.TryCommitAtOnceAsync(session, commit, cancellationToken),
                commit.ChangeId,
                cancellationToken).ConfigureAwait(false);
        }
        catch (OptionWriteOutcomeUnknownException unknown)
        {
            // A pooled connection that was lost long ago is noticed only now. Asked again under the same change id, nothing is done twice.
            return await CommitAsync(commit, unknown, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Commits in two round trips: one that takes the lock and asks, and one that writes.</summary>
    /// <param name="commit">The change.</param>
    /// <param name="unknown">An attempt whose outcome is unknown, which a failure of this one does not settle.</param>
    /// <param name="cancellationToken">Stops the work before COMMIT.</param>
    private async Task<StoreCommitResult> CommitAsync(StoreCommit commit, OptionWriteOutcomeUnknownException? unknown, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(
                PostgreSqlPurpose.Write,
                session => _protocol.CommitAsync(session, commit, cancellationToken),
                commit.ChangeId,
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (unknown is not null)
        {
            throw new OptionWriteOutcomeUnknownException(commit.ChangeId, unknown.InnerException!);
        }
    }

    private async Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var session = new StoreSession(connection, transaction, CommandTimeout: Seconds(_writeTimeout));
            var locking = new StoreRound(session);
            locking.Add(_timeouts, static _ => { });
            locking.Add($"select {PostgreSqlTables.Lock(_schema)}", static _ => { });
            await locking.ExecuteAsync(cancellationToken).ConfigureAwait(false);
            await _protocol.CreateSchemaAsync(session, _schemaMode, _time.GetUtcNow().UtcDateTime, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives work a connection of its own, and another one as long as that may help.</summary>
    private async Task<T> RunAsync<T>(
        PostgreSqlPurpose purpose,
        Func<NpgsqlConnection, Task<T>> work,
        CancellationToken cancellationToken)
    {
        // A data source of the user's may enlist.
        using var outside = Transaction.Current is null
            ? null
            : new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        var isRead = purpose == PostgreSqlPurpose.Read;
        var budget = isRead ? _readTimeout : _writeTimeout;
        var started = _time.GetTimestamp();
        for (var count = 0; ; count++)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            TimeSpan remaining;
            var wasConnected = false;
            var source = _target.Data;
            var connection = source.CreateConnection();
            await using (connection.ConfigureAwait(false))
            {
                try
                {
                    await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                    wasConnected = true;
                    return await work(connection).ConfigureAwait(false);
                }
                catch (Exception exception) when (PostgreSqlFailures.IsOfDatabase(exception))
                {
                    if (cancellationToken.IsCancellationRequested)
                    {
                        throw new OperationCanceledException("The work was cancelled.", exception, cancellationToken);
                    }

                    if (PostgreSqlFailures.IsOfPreparing(exception) && _target.StopPreparing(source))
                    {
                        LogPreparingStopped(_logger, Name, exception);
                        continue;
                    }

                    remaining = budget - _time.GetElapsedTime(started);
                    if (remaining <= TimeSpan.Zero || !PostgreSqlFailures.IsTransient(exception, wasConnected, mayWait: !isRead))
                    {
                        throw _failures.Translate(exception, purpose, connection);
                    }
                }
                catch (Exception exception) when (exception is InvalidCastException or FormatException or OverflowException)
                {
                    throw StoreFailures.Unreadable(Name, "a row with a field of another kind", exception);
                }
            }

            var delay = RetryDelay.OfCall(count);
            await Task.Delay(delay < remaining ? delay : remaining, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(
        EventId = 5434,
        Level = LogLevel.Warning,
        Message = "{Database} lost a prepared statement, so statements are not prepared any more. A pooler that gives each transaction another server connection cannot keep them.")]
    private static partial void LogPreparingStopped(ILogger logger, string database, Exception reason);

    [LoggerMessage(
        EventId = 5433,
        Level = LogLevel.Critical,
        Message = "The history of {Database} was rewritten, for example by restoring a backup: a replica had seen {Seen}. Everybody reloads at {Raised}.")]
    private static partial void LogEpochRaised(ILogger logger, string database, StorePosition seen, StorePosition raised);
}
