using System.Collections.Immutable;
using System.Data;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using OptionsSdk.PostgreSql.Connections;
using OptionsSdk.Store;

namespace OptionsSdk.PostgreSql.Signals;

/// <summary>
/// The listening connection, while somebody watches: made again with jitter when it is lost, asked whether it works when it is silent, and
/// proved at its start by a notification of its own.
/// </summary>
internal sealed partial class PostgreSqlListener : IAsyncDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly PostgreSqlTarget _target;
    private readonly string _channel;
    private readonly TimeSpan _keepAlive;
    private readonly SignalGate _gate;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private ImmutableArray<PostgreSqlWatch> _watches = [];
    private CancellationTokenSource? _end;
    private Task _work = Task.CompletedTask;
    private bool _isDisposed;
    private bool _isDown;
    private bool _isUseless;
    private int _processId;

    /// <summary>Makes a listener. It does nothing until somebody watches.</summary>
    public PostgreSqlListener(
        PostgreSqlTarget target, string channel, TimeSpan keepAlive, SignalGate gate, ILogger logger, TimeProvider time)
    {
        _target = target;
        _channel = channel;
        _keepAlive = keepAlive;
        _gate = gate;
        _logger = logger;
        _time = time;
        gate.Passed = Signal;
    }

    /// <summary>How long a connection's own notification may take; what takes longer does not come.</summary>
    public TimeSpan ProofTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After how long LISTEN is tried again where it did not work.</summary>
    public TimeSpan UselessPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The process of the listening connection on the server; 0 while there is none that was proved.</summary>
    public int ProcessId
    {
        get => Volatile.Read(ref _processId);
        private set => Volatile.Write(ref _processId, value);
    }

    public PostgreSqlWatch Watch(Action<long> onSignal)
    {
        var watch = new PostgreSqlWatch(this, onSignal);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(PostgreSqlOptionDatabase));
            _watches = _watches.Add(watch);
            if (_end is null)
            {
                _end = new();
                var end = _end.Token;
                var before = _work;
                _work = Task.Run(() => WorkAsync(before, end), CancellationToken.None);
            }
        }

        return watch;
    }

    public async ValueTask UnwatchAsync(PostgreSqlWatch watch)
    {
        CancellationTokenSource? end = null;
        Task work;
        lock (_lock)
        {
            _watches = _watches.Remove(watch);
            if (_watches.IsEmpty)
            {
                (end, _end) = (_end, null);
            }

            work = _work;
        }

        await EndAsync(end, work).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        CancellationTokenSource? end;
        Task work;
        lock (_lock)
        {
            _isDisposed = true;
            _watches = [];
            (end, _end) = (_end, null);
            work = _work;
        }

        await EndAsync(end, work).ConfigureAwait(false);
    }

    private static async ValueTask EndAsync(CancellationTokenSource? end, Task work)
    {
        if (end is not null)
        {
            await end.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(false);
            end.Dispose();
        }
    }

    private async Task WorkAsync(Task before, CancellationToken end)
    {
        // What the listener does for years belongs to no trace of the start.
        Activity.Current = null;
        await before.ConfigureAwait(false);
        for (var attempt = 0; !end.IsCancellationRequested; attempt++)
        {
            var pause = RetryDelay.Between(ShortestPause, LongestPause, attempt);
            try
            {
                await ListenAsync(() => attempt = 0, end).ConfigureAwait(false);
                pause = RetryDelay.Around(UselessPause);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it is: without this connection changes come later, and nothing else is lost.
                if (!_isDown)
                {
                    _isDown = true;
                    LogLost(_logger, _target.Name, exception);
                }
            }

            await Task.Delay(pause, _time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Listens until the connection is lost. Returns if listening does not work.</summary>
    private async Task ListenAsync(Action connected, CancellationToken end)
    {
        var connection = await _target.Listening.OpenConnectionAsync(end).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var proof = $"{_channel.AsSpan(0, Math.Min(_channel.Length, 24))}?{Guid.NewGuid():N}";
            var isProved = false;
            connection.Notification += (_, notification) =>
            {
                if (notification.Channel == _channel)
                {
                    _gate.Hint(notification.Payload);
                }
                else if (notification.Channel == proof)
                {
                    isProved = true;
                }
            };
            try
            {
                await ExecuteAsync(connection, $"listen \"{_channel}\"; listen \"{proof}\"", end).ConfigureAwait(false);
                await NotifyAsync(proof, end).ConfigureAwait(false);
            }
            catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.FeatureNotSupported)
            {
                NoteUseless(exception);
                return;
            }

            var asked = Stopwatch.GetTimestamp();
            while (!isProved && ProofTimeout - Stopwatch.GetElapsedTime(asked) is { Ticks: > 0 } remaining)
            {
                // Of less than a millisecond the connection keeps none, and none means for ever.
                await connection.WaitAsync((int)Math.Ceiling(remaining.TotalMilliseconds), end).ConfigureAwait(false);
            }

            if (!isProved)
            {
                NoteUseless(null);
                await ForgetAsync(connection).ConfigureAwait(false);
                return;
            }

            await ExecuteAsync(connection, $"unlisten \"{proof}\"", end).ConfigureAwait(false);
            connected();
            _target.NoteListening(works: true);
            ProcessId = connection.ProcessID;
            if (_isDown || _isUseless)
            {
                _isDown = false;
                _isUseless = false;
                LogAgain(_logger, _target.Name);
            }

            // Whatever was committed before this connection stood.
            Signal(0);
            try
            {
                while (true)
                {
                    if (!await connection.WaitAsync(_keepAlive, end).ConfigureAwait(false))
                    {
                        // Only an answer proves that somebody is there: what stands between acknowledges bytes by itself.
                        await ExecuteAsync(connection, "select 1", end).ConfigureAwait(false);
                    }
                }
            }
            finally
            {
                ProcessId = 0;
                await ForgetAsync(connection).ConfigureAwait(false);
            }
        }
    }

    private async Task NotifyAsync(string channel, CancellationToken end)
    {
        // From another connection: a pooler passes on what comes back with the answer to the same one.
        var connection = await _target.Listening.OpenConnectionAsync(end).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await ExecuteAsync(connection, $"notify \"{channel}\"", end).ConfigureAwait(false);
        }
    }

    private async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken end)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
#pragma warning disable CA2100 // Constants and validated identifiers.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.CommandTimeout = (int)Math.Ceiling(_keepAlive.TotalSeconds);
            await command.ExecuteNonQueryAsync(end).ConfigureAwait(false);
        }
    }

    /// <summary>Leaves a connection that goes back to a pool of the user's as it was.</summary>
    private async Task ForgetAsync(NpgsqlConnection connection)
    {
        if (!_target.IsListeningShared || connection.FullState != ConnectionState.Open)
        {
            return;
        }

        try
        {
            await ExecuteAsync(connection, "unlisten *", CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgreSqlFailures.IsOfDatabase(exception) || exception is InvalidOperationException)
        {
            // It does not go back then.
        }
    }

    private void NoteUseless(Exception? reason)
    {
        _target.NoteListening(works: false);
        if (!_isUseless)
        {
            _isUseless = true;
            LogUseless(_logger, _target.Name, reason);
        }
    }

    private void Signal(long revision)
    {
        foreach (var watch in _watches)
        {
            watch.OnSignal(revision);
        }
    }

    [LoggerMessage(
        EventId = 5430,
        Level = LogLevel.Warning,
        Message = "{Database} does not push changes at the moment; the sync tick finds them meanwhile.")]
    private static partial void LogLost(ILogger logger, string database, Exception reason);

    [LoggerMessage(EventId = 5431, Level = LogLevel.Information, Message = "{Database} pushes changes again.")]
    private static partial void LogAgain(ILogger logger, string database);

    [LoggerMessage(
        EventId = 5432,
        Level = LogLevel.Warning,
        Message = "LISTEN does not work on {Database}: no notification comes back, as behind a pooler with transaction pooling or on a standby. The sync tick finds changes; for a push, set ListenConnectionString to the primary itself.")]
    private static partial void LogUseless(ILogger logger, string database, Exception? reason);
}
