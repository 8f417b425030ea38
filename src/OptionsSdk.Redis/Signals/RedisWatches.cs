using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using OptionsSdk.Errors;
using OptionsSdk.Redis.Connections;
using OptionsSdk.Redis.Writes;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Signals;

/// <summary>
/// Who wants to hear of changes. A message is a revision and never more; when a connection is back, everybody is told that something may have
/// been missed: at once, and again when the subscription stands. Safe for concurrent use.
/// </summary>
internal sealed class RedisWatches : IDisposable
{
    private const int LongestMessage = 19;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RedisConnection _connection;
    private readonly ImageKeys _keys;
    private readonly TimeSpan _budget;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LogLimits _limits;
    private readonly Func<long, bool> _isPlausible;
    private readonly Lock _gate = new();
    private readonly List<Watch> _watches = [];
    [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "Holds nothing without a timer, and a late wait may still ask it.")]
    private readonly CancellationTokenSource _end = new();
    private int _isFollowing;

    public RedisWatches(RedisConnection connection, ImageKeys keys, TimeSpan budget, Func<long, bool> isPlausible, TimeProvider time, ILogger logger)
    {
        _connection = connection;
        _keys = keys;
        _budget = budget;
        _isPlausible = isPlausible;
        _time = time;
        _logger = logger;
        _limits = new(logger, time);
        connection.Restored += OnRestored;
    }

    /// <summary>
    /// Watches. What Redis does not take within the budget goes on in the background: a process that starts needs longer for its first
    /// connection than a command may take later, and must not be deaf until the next tick for that.
    /// </summary>
    public async ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken)
    {
        var watch = new Watch(this, onSignal);
        lock (_gate)
        {
            // Before the subscription stands: a connection that comes back in between tells this watcher as well.
            _watches.Add(watch);
        }

        try
        {
            await SubscribeAsync(watch, cancellationToken).ConfigureAwait(false);
        }
        catch (OptionStoreUnavailableException)
        {
            _ = Task.Run(() => SubscribeLaterAsync(watch), CancellationToken.None);
        }
        catch
        {
            await watch.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return watch;
    }

    private Task<bool> SubscribeAsync(Watch watch, CancellationToken cancellationToken) =>
        _connection.CallAsync(
            async multiplexer =>
            {
                var subscriber = multiplexer.GetSubscriber();

                // A call that was given up may have done its work: the same handler twice would hear everything twice.
                await subscriber.UnsubscribeAsync(_keys.Channel, watch.OnMessage, CommandFlags.FireAndForget).ConfigureAwait(false);
                await subscriber.SubscribeAsync(_keys.Channel, watch.OnMessage).ConfigureAwait(false);
                return true;
            },
            _budget,
            cancellationToken);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The sync catches up without it.")]
    private async Task SubscribeLaterAsync(Watch watch)
    {
        try
        {
            var isSubscribed = false;
            for (var attempt = 0; !isSubscribed && !watch.IsDisposed; attempt++)
            {
                await Task.Delay(RetryDelay.Between(Pause, Patience, attempt), _time, _end.Token).ConfigureAwait(false);
                isSubscribed = await TrySubscribeAsync(watch).ConfigureAwait(false);
            }

            if (watch.IsDisposed)
            {
                // Perhaps before there was anything to end.
                await UnsubscribeAsync(watch).ConfigureAwait(false);
            }

            // Whatever was published before.
            Signal(watch, 0);
        }
        catch (Exception)
        {
            // The cache was disposed.
        }
    }

    private async Task<bool> TrySubscribeAsync(Watch watch)
    {
        try
        {
            return await SubscribeAsync(watch, _end.Token).ConfigureAwait(false);
        }
        catch (OptionStoreUnavailableException exception)
        {
            if (_limits.Allows(RedisLog.NotSubscribedId))
            {
                _logger.NotSubscribed(_connection.Name, exception);
            }

            return false;
        }
    }

    /// <summary>Whether messages come: the server answers on the connection of the subscription.</summary>
    public async Task<bool> IsSubscribedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _connection.CallAsync(
                async multiplexer =>
                {
                    var subscriber = multiplexer.GetSubscriber();
                    // Answered on the connection of the subscription, after the subscription itself.
                    return subscriber.SubscribedEndpoint(_keys.Channel) is not null && await subscriber.PingAsync().ConfigureAwait(false) >= TimeSpan.Zero;
                },
                _budget,
                cancellationToken).ConfigureAwait(false);
        }
        catch (OptionStoreUnavailableException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _connection.Restored -= OnRestored;
        _end.Cancel();
        lock (_gate)
        {
            _watches.Clear();
        }
    }

    private void OnRestored()
    {
        SignalAll();
        if (Interlocked.Exchange(ref _isFollowing, 1) == 0)
        {
            _ = Task.Run(FollowSubscriptionAsync);
        }
    }

    /// <summary>The event comes before the server has subscribed us again: what is published in between is lost, so it is told of afterwards.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The sync catches up without it.")]
    private async Task FollowSubscriptionAsync()
    {
        try
        {
            var started = _time.GetTimestamp();
            while (_time.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, _time, _end.Token).ConfigureAwait(false);
                if (await IsSubscribedAsync(_end.Token).ConfigureAwait(false))
                {
                    break;
                }
            }
        }
        catch (Exception)
        {
            // Disposed, or away again.
        }

        Volatile.Write(ref _isFollowing, 0);
        SignalAll();
    }

    private void SignalAll()
    {
        Watch[] watches;
        lock (_gate)
        {
            watches = [.. _watches];
        }

        foreach (var watch in watches)
        {
            Signal(watch, 0);
        }
    }

    private void OnMessage(Watch watch, RedisValue message)
    {
        if (Read(message) is { } revision)
        {
            // A number that no database reaches says no more than that somebody spoke.
            Signal(watch, _isPlausible(revision) ? revision : 0);
        }
        else if (_limits.Allows(RedisLog.SignalIgnoredId))
        {
            _logger.SignalIgnored(_connection.Name);
        }
    }

    private static long? Read(RedisValue message)
    {
        if (message.Length() is 0 or > LongestMessage)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(((ReadOnlyMemory<byte>)message).Span);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) && revision > 0 ? revision : null;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A watcher is user code.")]
    private void Signal(Watch watch, long revision)
    {
        try
        {
            watch.Signal(revision);
        }
        catch (Exception exception)
        {
            _logger.WatcherFailed(_connection.Name, exception);
        }
    }

    private async ValueTask RemoveAsync(Watch watch)
    {
        lock (_gate)
        {
            if (!_watches.Remove(watch))
            {
                return;
            }
        }

        await UnsubscribeAsync(watch).ConfigureAwait(false);
    }

    private async Task UnsubscribeAsync(Watch watch)
    {
        try
        {
            await _connection.CallAsync(
                async multiplexer =>
                {
                    await multiplexer.GetSubscriber().UnsubscribeAsync(_keys.Channel, watch.OnMessage).ConfigureAwait(false);
                    return true;
                },
                _budget,
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OptionStoreUnavailableException or ObjectDisposedException)
        {
            // The watch is deaf all the same.
        }
    }

    private sealed class Watch : IAsyncDisposable
    {
        private readonly RedisWatches _watches;
        private readonly Action<long> _onSignal;
        private volatile bool _isDisposed;

        public Watch(RedisWatches watches, Action<long> onSignal)
        {
            _watches = watches;
            _onSignal = onSignal;
            OnMessage = (_, message) => _watches.OnMessage(this, message);
        }

        /// <summary>The handler, always the same, by which the client knows the subscription.</summary>
        public Action<RedisChannel, RedisValue> OnMessage { get; }

        public bool IsDisposed => _isDisposed;

        public void Signal(long revision)
        {
            if (!_isDisposed)
            {
                _onSignal(revision);
            }
        }

        public ValueTask DisposeAsync()
        {
            _isDisposed = true;
            return _watches.RemoveAsync(this);
        }
    }
}
