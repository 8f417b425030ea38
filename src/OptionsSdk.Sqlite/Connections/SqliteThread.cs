using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace OptionsSdk.Sqlite;

/// <summary>
/// The one thread that a store talks to SQLite on: SQLite's asynchronous methods are synchronous and would hold the callers' threads.
/// It starts with the first work, keeps one connection open and, while somebody watches, asks it whether others committed.
/// </summary>
internal sealed partial class SqliteThread : IAsyncDisposable
{
    private readonly SqliteTarget _target;
    private readonly SqliteFile _file;
    private readonly Func<SqliteSession, long> _readRevision;
    private readonly TimeSpan _pollInterval;
    private readonly ILogger _logger;
    private readonly object _gate = new();
    private readonly Queue<SqliteWork> _queue = new();
    private readonly List<SqliteWatch> _watches = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Thread? _thread;
    private bool _closing;

    // Owned by the thread.
    private SqliteSession? _session;
    private long? _dataVersion;
    private bool _mayHaveMissed;
    private bool _isOtherHistory;
    private bool _isMissing;
    private bool _pollFails;
    private long _polledAt;

    /// <summary>Makes a thread that starts with the first work.</summary>
    /// <param name="target">The database.</param>
    /// <param name="pollInterval">How often to ask whether others committed.</param>
    /// <param name="readRevision">Reads the head's revision for signals.</param>
    /// <param name="logger">The log.</param>
    public SqliteThread(SqliteTarget target, TimeSpan pollInterval, Func<SqliteSession, long> readRevision, ILogger logger)
    {
        _target = target;
        _file = new(target);
        _pollInterval = pollInterval;
        _readRevision = readRevision;
        _logger = logger;
    }

    /// <summary>Runs work on the thread, in the order of the calls.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Stops the work while it waits; once started, the work itself has to look.</param>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public Task<T> RunAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            ThrowIfClosing();
            return Task.FromCanceled<T>(cancellationToken);
        }

        var item = new SqliteWork<T>(work, cancellationToken);
        lock (_gate)
        {
            ThrowIfClosing();
            _queue.Enqueue(item);
            if (_thread is null)
            {
                _thread = new(Loop) { IsBackground = true, Name = "OptionsSdk SQLite" };
                _thread.Start();
            }

            Monitor.Pulse(_gate);
        }

        return item.Completion;
    }

    /// <summary>Watches for commits of others, from now on.</summary>
    public async Task<SqliteWatch> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken)
    {
        return await RunAsync(
            session =>
            {
                _dataVersion ??= session.ReadDataVersion();
                var watch = new SqliteWatch(this, onSignal);
                lock (_gate)
                {
                    _watches.Add(watch);
                }

                return watch;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public void Unwatch(SqliteWatch watch)
    {
        lock (_gate)
        {
            _watches.Remove(watch);
        }
    }

    /// <summary>Refuses new work, finishes what was accepted, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closing = true;
            _watches.Clear();
            if (_thread is null)
            {
                _ended.TrySetResult();
            }

            Monitor.Pulse(_gate);
        }

        await _ended.Task.ConfigureAwait(false);
    }

    private void ThrowIfClosing() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _closing), typeof(SqliteOptionDatabase));

    private void Loop()
    {
        try
        {
            while (TryTake(out var work))
            {
                if (work is not null)
                {
                    Execute(work);
                }

                if (PollIsDue())
                {
                    Poll();
                }
            }
        }
        finally
        {
            _session?.Dispose();
            _ended.TrySetResult();
        }
    }

    /// <summary>Waits for work or for the time to poll.</summary>
    /// <returns><see langword="false"/> if the store is closing and everything is done.</returns>
    private bool TryTake(out SqliteWork? work)
    {
        lock (_gate)
        {
            while (!_queue.TryDequeue(out work))
            {
                if (_closing)
                {
                    return false;
                }

                if (_watches.Count == 0)
                {
                    Monitor.Wait(_gate);
                    continue;
                }

                var remaining = _pollInterval - Stopwatch.GetElapsedTime(_polledAt);
                if (remaining <= TimeSpan.Zero)
                {
                    return true;
                }

                Monitor.Wait(_gate, remaining);
            }

            return true;
        }
    }

    private void Execute(SqliteWork work)
    {
        var failure = work.Run(Open);
        DropIfBroken(failure);
        work.Complete(failure);
    }

    private bool PollIsDue()
    {
        lock (_gate)
        {
            return _watches.Count > 0 && Stopwatch.GetElapsedTime(_polledAt) >= _pollInterval;
        }
    }

    private void Poll()
    {
        _polledAt = Stopwatch.GetTimestamp();
        long revision;
        try
        {
            var session = Open();
            var version = session.ReadDataVersion();
            if (version == _dataVersion && !_mayHaveMissed)
            {
                return;
            }

            // The revision of another history says nothing to those who follow the one before: they have to look.
            revision = _readRevision(session);
            revision = _isOtherHistory ? 0 : revision;
            _dataVersion = version;
            _mayHaveMissed = false;
            _isOtherHistory = false;
            _pollFails = false;
        }
        catch (Exception exception)
        {
            // The next poll tries again, and the sync tick does not depend on signals.
            if (!_pollFails)
            {
                _pollFails = true;
                LogPollFailed(_logger, _target.Name, exception.Message);
            }

            DropIfBroken(exception);
            return;
        }

        Signal(revision);
    }

    private void Signal(long revision)
    {
        SqliteWatch[] watches;
        lock (_gate)
        {
            watches = [.. _watches];
        }

        foreach (var watch in watches)
        {
            try
            {
                watch.OnSignal(revision);
            }
            catch (Exception exception)
            {
                LogHandlerFailed(_logger, exception);
            }
        }
    }

    private SqliteSession Open()
    {
        switch (_file.Check(isOpen: _session is not null))
        {
            case SqliteFileState.Missing:
                Drop();
                _isOtherHistory = true;
                if (!_isMissing)
                {
                    _isMissing = true;
                    LogFileMissing(_logger, _target.Name);
                }

                throw SqliteFailures.Gone(_target);
            case SqliteFileState.Replaced:
                LogFileReplaced(_logger, _target.Name);
                _isOtherHistory = true;
                _file.SetLogAside();
                Drop();
                _file.Forget();
                break;
            case SqliteFileState.LogLost:
                LogLogLost(_logger, _target.Name);
                _isOtherHistory = true;
                Drop(withoutCheckpoint: _file.WasWrittenSince());
                break;
            case SqliteFileState.Shorter:
                _isOtherHistory = true;
                Drop();
                break;
            default:
                break;
        }

        _isMissing = false;
        return _session ??= SqliteSession.Open(_target, _file, _logger);
    }

    private void DropIfBroken(Exception? failure)
    {
        // Work may have said already what the error means to its caller; a lost COMMIT is the error that matters most here.
        var exception = failure as SqliteException ?? failure?.InnerException as SqliteException;

        // A database in memory ends with its connection, whatever the connection suffered.
        if (exception is null || _session is null || _target.IsMemory || !BreaksConnection(exception))
        {
            return;
        }

        // What has to be done about a file that is no longer its path's is decided before the next work.
        if (_file.Check(isOpen: true) == SqliteFileState.Same)
        {
            Drop();
        }
    }

    private void Drop(bool withoutCheckpoint = false)
    {
        if (withoutCheckpoint)
        {
            _session?.DisposeWithoutCheckpoint();
        }
        else
        {
            _session?.Dispose();
        }

        _session = null;
        _mayHaveMissed |= _dataVersion is not null;
        _dataVersion = null;
    }

    private static bool BreaksConnection(SqliteException exception) => exception.SqliteErrorCode is
        raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_CANTOPEN or raw.SQLITE_NOTADB or raw.SQLITE_READONLY or raw.SQLITE_PROTOCOL;

    [LoggerMessage(
        EventId = 5421,
        Level = LogLevel.Warning,
        Message = "{Database} could not be asked for changes of others and will be asked again: {Problem}")]
    private static partial void LogPollFailed(ILogger logger, string database, string problem);

    [LoggerMessage(
        EventId = 5424,
        Level = LogLevel.Error,
        Message = "{Database} was replaced by another file while it was open. From now on the new one counts; a log that belonged to the one before is kept as '-wal.replaced'.")]
    private static partial void LogFileReplaced(ILogger logger, string database);

    [LoggerMessage(
        EventId = 5425,
        Level = LogLevel.Error,
        Message = "{Database} was deleted or moved away while it was open. Reads keep the last values, writes are refused until it is back.")]
    private static partial void LogFileMissing(ILogger logger, string database);

    [LoggerMessage(
        EventId = 5426,
        Level = LogLevel.Error,
        Message = "The write-ahead log of {Database} was removed or replaced while it was open. The file is opened again.")]
    private static partial void LogLogLost(ILogger logger, string database);

    [LoggerMessage(EventId = 5422, Level = LogLevel.Error, Message = "A handler of change signals failed.")]
    private static partial void LogHandlerFailed(ILogger logger, Exception exception);
}
