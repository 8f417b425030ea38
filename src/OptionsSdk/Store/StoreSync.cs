using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OptionsSdk.Errors;
using OptionsSdk.Store.Fleet;
using OptionsSdk.Store.LastKnownGood;

namespace OptionsSdk.Store;

/// <summary>
/// Keeps a started store at the database's state: by ticks that lose nothing, and by signals that make it quick. One worker does all work;
/// signals only leave a note and wake it.
/// </summary>
internal sealed class StoreSync : IAsyncDisposable
{
    private static readonly TimeSpan ShortestBackoff = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceWithNothingLoaded = TimeSpan.FromSeconds(1);

    // Anybody who reaches the database or the cache can send signals. One that brought nothing makes the next wait.
    private static readonly TimeSpan PauseAfterNothing = TimeSpan.FromMilliseconds(200);

    // Fewer failures in a row are a hiccup that is over before anybody misses a change.
    private const int FailuresOfAnOutage = 3;

    private readonly OptionStore _store;
    private readonly OptionStoreSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<IOptionChangeSignal, IAsyncDisposable> _watches = new(ReferenceEqualityComparer.Instance);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _confirmed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LastKnownGoodKeeper? _lastKnownGood;
    private FleetReporter? _fleet;
    private Task<bool> _first = Task.FromResult(false);
    private Task _worker = Task.CompletedTask;
    private Exception? _lastFailure;
    private Task<bool>? _woken;
    private long _wanted;
    private int _isUnknownWanted;
    private int _databaseSignals;
    private int _cacheSignals;
    private long _signalledAt;
    private int _failures;
    private long _lastSync;
    private long _lastFull;
    private TimeSpan _untilFull;

    private StoreSync(OptionStore store, OptionStoreSettings settings, TimeProvider time, ILogger logger)
    {
        _store = store;
        _settings = settings;
        _time = time;
        _logger = logger;
    }

    public static async Task<StoreSync> StartAsync(
        OptionStore store, OptionStoreSettings settings, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var sync = new StoreSync(store, settings, time, logger);
        try
        {
            await sync.StartAsync(cancellationToken).ConfigureAwait(false);
            return sync;
        }
        catch
        {
            await sync.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _lastFull = _time.GetTimestamp();
        _untilFull = RetryDelay.Around(_settings.FullReconcileInterval);

        // Before the database is asked: what it holds that does not fit is then measured against the last good value, as before the restart.
        var isPrimed = await LoadLastKnownGoodAsync(cancellationToken).ConfigureAwait(false);

        // Not on this thread: a provider may do much of its work before it waits for the first time.
        var end = _end.Token;
        _first = Task.Run(() => AskFirstAsync(end), CancellationToken.None);
        _worker = WorkUntilEndAsync(end);
        JoinFleet();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _store.Disposal);
        try
        {
            await WaitAsync(isPrimed, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_store.IsDisposed)
        {
            throw new ObjectDisposedException(nameof(OptionStore), "The store was disposed while it was starting.");
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private void JoinFleet()
    {
        if (_settings.NodeName is not null && _store.Fleet is { } fleet)
        {
            _fleet = new(_store, fleet, _settings, _time, _logger);
        }
    }

    /// <summary>Waits as long as the startup mode says.</summary>
    private async Task WaitAsync(bool isPrimed, CancellationToken stop)
    {
        var mode = _settings.StartupMode;
        if (mode.IsRequired)
        {
            if (!await _first.WaitAsync(stop).ConfigureAwait(false))
            {
                stop.ThrowIfCancellationRequested();
                throw NotConfirmed();
            }
        }
        else if (mode.Timeout is { } timeout)
        {
            await WaitAsync(_confirmed.Task, timeout, stop).ConfigureAwait(false);
        }
        else if (!isPrimed)
        {
            await WaitAsync(_first, PatienceWithNothingLoaded, stop).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(Task answer, TimeSpan timeout, CancellationToken stop)
    {
        try
        {
            await answer.WaitAsync(timeout, _time, stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _logger.StartedUnconfirmed(_settings.StartupMode, _store.Database.Name, _store.Image.Position);
        }
    }

    private OptionStartupException NotConfirmed() =>
        new(
            OptionErrorIds.StartNotConfirmed,
            null,
            $"{_store.Database.Name} did not confirm the options at the start. {(_lastFailure as OptionException)?.Problem}".TrimEnd(),
            $"{nameof(StartupMode)}.{nameof(StartupMode.Required)} lets nothing start before the database has answered.",
            $"{(_lastFailure as OptionException)?.Remedy ?? "Look at the inner exception."} To start without the database, choose {nameof(StartupMode)}.{nameof(StartupMode.WaitFor)} or {nameof(StartupMode)}.{nameof(StartupMode.Background)}.",
            _lastFailure);

    private async Task<bool> LoadLastKnownGoodAsync(CancellationToken cancellationToken)
    {
        if (_settings.LastKnownGoodFile is not { } path)
        {
            return false;
        }

        var keeper = new LastKnownGoodKeeper(_store, new(path, _store.Database.Namespace, _time), _time, _logger);
        _lastKnownGood = keeper;
        return await Task.Run(keeper.Load, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false) is { } image && _store.Prime(image);
    }

    /// <summary>The first question, and what the cache holds if it is not answered.</summary>
    private async Task<bool> AskFirstAsync(CancellationToken end)
    {
        // Watching before reading: what is committed in between is told, or read.
        var watching = WatchAsync(end);
        if (_settings.StartupMode.IsRequired)
        {
            await watching.ConfigureAwait(false);
            return await TrySyncAsync(0, withCache: true, end).ConfigureAwait(false);
        }

        // A database that is away may take seconds to say so, and the cache has what the process needs until then.
        var loading = _store.LoadFromCacheAsync(end);
        await watching.ConfigureAwait(false);
        var isConfirmed = await TrySyncAsync(0, withCache: true, end).ConfigureAwait(false);
        await loading.ConfigureAwait(false);
        return isConfirmed;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _worker.ConfigureAwait(false);
        if (_fleet is not null)
        {
            await _fleet.DisposeAsync().ConfigureAwait(false);
        }

        if (_lastKnownGood is not null)
        {
            await _lastKnownGood.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var (signal, watch) in _watches)
        {
            try
            {
                await watch.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                _logger.WatchFailed(signal.ToString() ?? string.Empty, exception);
            }
        }

        _store.IsPushed = false;
        _end.Dispose();
    }

    private async Task WorkUntilEndAsync(CancellationToken end)
    {
        try
        {
            await WorkAsync(end).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Stopped while the cache was asked.
        }
    }

    private async Task WorkAsync(CancellationToken end)
    {
        await ((Task)_first).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);

        // What the worker does for years belongs to no trace of the start.
        Activity.Current = null;
        while (!end.IsCancellationRequested && !_store.IsAtRest)
        {
            using var round = CancellationTokenSource.CreateLinkedTokenSource(end);
            var delay = _failures == 0
                ? RetryDelay.Around(_settings.SyncInterval)
                : RetryDelay.Between(ShortestBackoff, LongestBackoff, _failures);
            var tick = Task.Delay(delay, _time, round.Token);
            if (_failures == 0)
            {
                await FollowSignalsAsync(tick, end).ConfigureAwait(false);
            }
            else
            {
                // A cache that was away itself when the process started has the options all the same.
                if (!_settings.StartupMode.IsRequired)
                {
                    await _store.LoadFromCacheAsync(end).ConfigureAwait(false);
                }

                // Signals do not shorten the backoff: a database that fails is not asked more often because somebody else writes to it.
                await FollowCacheAsync(tick, end).ConfigureAwait(false);
            }

            var isTick = tick.IsCompleted;
            await round.CancelAsync().ConfigureAwait(false);
            if (isTick && !end.IsCancellationRequested)
            {
                await WatchAsync(end).ConfigureAwait(false);
                _store.IsPushed = _failures == 0 && await IsPushedAsync(end).ConfigureAwait(false);
                if (_store.IsPushed && _time.GetElapsedTime(_lastSync) < _store.PushedSyncInterval - (_settings.SyncInterval / 2))
                {
                    continue;
                }

                var (signalledAt, _) = TakeSignals();
                await TrySyncAsync(TakeWanted().Revision, signalledAt, withCache: true, end).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether database or cache prove that a change would be told of, so that the tick may leave the database in peace.</summary>
    private async Task<bool> IsPushedAsync(CancellationToken end)
    {
        if (_store.PushedSyncInterval <= _settings.SyncInterval)
        {
            return false;
        }

        foreach (var (_, signal) in _store.ChangeSignals)
        {
            try
            {
                if (_watches.ContainsKey(signal)
                    && await signal.ProveAsync(end).AsTask().WaitAsync(_settings.SyncInterval, _time, end).ConfigureAwait(false))
                {
                    return true;
                }
            }
            catch (Exception)
            {
                // No proof. The database is asked, and tells of itself.
            }
        }

        return false;
    }

    /// <summary>Returns when the tick is due or a pull failed.</summary>
    private async Task FollowSignalsAsync(Task tick, CancellationToken end)
    {
        while (await IsWokenBeforeAsync(tick, end).ConfigureAwait(false))
        {
            var (signalledAt, isOfDatabase) = TakeSignals();
            var (wanted, isUnknown) = TakeWanted();
            var before = _store.Image;
            if (!isUnknown && _store.State != StoreState.NotLoaded && wanted <= before.Position.Revision)
            {
                continue;
            }

            if (!await TryFollowAsync(wanted, isUnknown, signalledAt, end).ConfigureAwait(false))
            {
                return;
            }

            if (ReferenceEquals(before, _store.Image))
            {
                await PauseAsync(tick, end).ConfigureAwait(false);
            }
            else if (isOfDatabase && !isUnknown)
            {
                // Whoever committed by this library brings the cache up to date, but rows are also edited by SQL. After the value is in
                // force here: nobody waits for that.
                await _store.AdvanceCacheAsync(before, end).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Lets the cache bring what the signal tells of where it may, and otherwise asks the database.</summary>
    private async Task<bool> TryFollowAsync(long wanted, bool isUnknown, long signalledAt, CancellationToken end)
    {
        if (!isUnknown && _store.Cache.Mode == OptionCacheMode.ReadThrough && await _store.TryFollowCacheAsync(wanted, end).ConfigureAwait(false))
        {
            _store.Metrics.Visible(_time.GetElapsedTime(signalledAt), "notification");
            return true;
        }

        // The cache is looked after by ticks, but a signal without a revision may mean that it lost everything.
        return await TrySyncAsync(wanted, signalledAt, isUnknown, end).ConfigureAwait(false);
    }

    /// <summary>While the database is away for long, takes what a cache that may be believed brings. Returns when the tick is due.</summary>
    private async Task FollowCacheAsync(Task tick, CancellationToken end)
    {
        if (_failures < FailuresOfAnOutage || !_store.MayFollowCache)
        {
            await tick.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        do
        {
            var before = _store.Image;
            await _store.TryFollowCacheAsync(0, end).ConfigureAwait(false);
            if (!ReferenceEquals(before, _store.Image))
            {
                if (_store.Limits.Allows(StoreLog.FollowingCacheId))
                {
                    _logger.FollowingCache(_store.Database.Name, _store.Cache.Name, _store.Image.Position);
                }
            }
            else
            {
                await PauseAsync(tick, end).ConfigureAwait(false);
            }
        }
        while (await IsWokenBeforeAsync(tick, end).ConfigureAwait(false));
    }

    private async Task<bool> IsWokenBeforeAsync(Task tick, CancellationToken end)
    {
        if (!tick.IsCompleted)
        {
            _woken ??= _wake.Reader.ReadAsync(end).AsTask();
            await Task.WhenAny(tick, _woken).ConfigureAwait(false);
        }

        if (tick.IsCompleted || end.IsCancellationRequested)
        {
            return false;
        }

        _woken = null;
        return true;
    }

    private async Task PauseAsync(Task tick, CancellationToken end) =>
        await Task.WhenAny(tick, Task.Delay(PauseAfterNothing, _time, end)).ConfigureAwait(false);

    private (long Revision, bool IsUnknown) TakeWanted() =>
        (Interlocked.Exchange(ref _wanted, 0), Interlocked.Exchange(ref _isUnknownWanted, 0) != 0);

    /// <summary>Counts the signals since the last time.</summary>
    /// <returns>When the first of them came, 0 for none; whether the database sent any.</returns>
    private (long At, bool IsOfDatabase) TakeSignals()
    {
        // Not counted where they come in: listeners are user code, and a signal may come under any lock.
        var isOfDatabase = Count(ref _databaseSignals, "database");
        Count(ref _cacheSignals, "cache");
        return (Interlocked.Exchange(ref _signalledAt, 0), isOfDatabase);

        bool Count(ref int signals, string channel)
        {
            var count = Interlocked.Exchange(ref signals, 0);
            for (var left = count; left > 0; left--)
            {
                _store.Metrics.Notified(channel);
            }

            return count > 0;
        }
    }

    private async Task<bool> TrySyncAsync(long minimumRevision, long signalledAt, bool withCache, CancellationToken cancellationToken)
    {
        var before = _store.Image;
        var isDone = await TrySyncAsync(minimumRevision, withCache, cancellationToken).ConfigureAwait(false);
        if (isDone && signalledAt != 0 && !ReferenceEquals(before, _store.Image))
        {
            _store.Metrics.Visible(_time.GetElapsedTime(signalledAt), "notification");
        }

        return isDone;
    }

    private void OnSignal(IOptionChangeSignal source, long revision)
    {
        Interlocked.Increment(ref ReferenceEquals(source, _store.Database) ? ref _databaseSignals : ref _cacheSignals);
        Interlocked.CompareExchange(ref _signalledAt, _time.GetTimestamp(), 0);
        if (revision <= 0)
        {
            Interlocked.Exchange(ref _isUnknownWanted, 1);
        }
        else
        {
            var wanted = Volatile.Read(ref _wanted);
            while (revision > wanted)
            {
                var seen = Interlocked.CompareExchange(ref _wanted, revision, wanted);
                if (seen == wanted)
                {
                    break;
                }

                wanted = seen;
            }
        }

        _wake.Writer.TryWrite(true);
    }

    private async Task<bool> TrySyncAsync(long minimumRevision, bool withCache, CancellationToken cancellationToken)
    {
        try
        {
            if (withCache)
            {
                await SyncAsync(minimumRevision, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _store.PullAsync(minimumRevision, cancellationToken).ConfigureAwait(false);
            }

            if (_failures > 0)
            {
                _logger.SyncRecovered(_store.Database.Name, _store.Image.Position);
            }

            _failures = 0;
            if (_confirmed.TrySetResult() && _store.IsAtRest)
            {
                _logger.Frozen(_store.Image.Position, StartupEnvironment.Freeze);
            }

            _lastKnownGood?.Notice();
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (ObjectDisposedException) when (_store.IsDisposed)
        {
            return false;
        }
        catch (Exception exception)
        {
            _lastFailure = exception;
            _store.IsPushed = false;
            if (_failures++ == 0)
            {
                _logger.SyncFailed(_store.Database.Name, _store.Image.Position, exception);
            }
            else
            {
                _logger.SyncStillFailing(_store.Database.Name, _failures, exception);
            }

            return false;
        }
    }

    /// <summary>Looks after the cache too, and compares everything when that is due. Signals alone bring neither, so they put off neither.</summary>
    private async Task SyncAsync(long minimumRevision, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var isFull = _time.GetElapsedTime(_lastFull) >= _untilFull;
        await _store.SyncAsync(minimumRevision, isFull, cancellationToken).ConfigureAwait(false);
        _lastSync = started;
        if (isFull)
        {
            _lastFull = _time.GetTimestamp();
            _untilFull = RetryDelay.Around(_settings.FullReconcileInterval);
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        if (_store.IsFrozen)
        {
            return;
        }

        foreach (var (name, signal) in _store.ChangeSignals)
        {
            if (_watches.ContainsKey(signal))
            {
                continue;
            }

            try
            {
                _watches[signal] = await signal.WatchAsync(revision => OnSignal(signal, revision), cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                if (_store.Limits.Allows(StoreLog.WatchFailedId))
                {
                    _logger.WatchFailed(name, exception);
                }
            }
        }
    }
}
