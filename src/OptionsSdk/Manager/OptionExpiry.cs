using Microsoft.Extensions.Logging;
using OptionsSdk.Store;

namespace OptionsSdk.Manager;

/// <summary>
/// Lets the stored values of one manager expire and return: one timer for the next option that expires, none while none can, and a look at
/// each confirmation by the database. A read asks no clock. Safe for concurrent use; never throws.
/// </summary>
internal sealed class OptionExpiry : IDisposable
{
    private const int MostKeysInAMessage = 10;

    // Timers take at most about 49 days. Whoever is woken too early looks and waits again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly OptionStore _store;
    private readonly SnapshotPublisher _publisher;
    private readonly ILogger _logger;
    private readonly LogLimits _limits;
    private ITimer? _timer;
    private long? _due;
    private bool _isDisposed;

    public OptionExpiry(OptionStore store, SnapshotPublisher publisher, ILogger logger)
    {
        _store = store;
        _publisher = publisher;
        _logger = logger;
        _limits = new(logger, store.Time);

        // Followed before anything is judged, so that no confirmation falls between the two.
        store.FollowConfirmations(Check);
        Include(publisher.Current.Expiring.Select(static slot => slot.Definition));
    }

    /// <summary>Takes up options that were declared.</summary>
    public void Include(IEnumerable<OptionDefinition> declared)
    {
        foreach (var option in declared)
        {
            if (option.MaxStaleness is { } limit && limit < 2 * _store.SyncInterval)
            {
                Tell(() => ManagerLog.ExpiresBetweenSyncs(_logger, option.Key, limit, _store.SyncInterval));
            }
        }

        Check();
    }

    public void Dispose()
    {
        _store.UnfollowConfirmations(Check);
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    // Being waited for by a timer keeps no manager alive.
    private static void OnDue(object? state)
    {
        if (((WeakReference<OptionExpiry>)state!).TryGetTarget(out var expiry))
        {
            lock (expiry._gate)
            {
                expiry._due = null;
            }

            expiry.Check();
        }
    }

    private void Check()
    {
        if (_publisher.Current.Expiring.IsEmpty)
        {
            return;
        }

        try
        {
            lock (_gate)
            {
                if (_isDisposed)
                {
                    return;
                }
            }

            var (expired, returned) = _publisher.Expire(_store);
            Schedule();
            Tell(() => Tell(expired, returned));
        }
        catch (Exception exception)
        {
            // A timer's exception would end the process, and a confirmation's the pull that brought it. Codecs are user code.
            Tell(() => ManagerLog.ExpiryFailed(_logger, exception));
        }
    }

    private static void Tell(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception)
        {
            // So are loggers, and nobody is left to tell.
        }
    }

    private void Tell(IReadOnlyList<OptionSlot> expired, IReadOnlyList<OptionSlot> returned)
    {
        if (expired.Count > 0 && _limits.Allows(ManagerLog.ExpiredId))
        {
            ManagerLog.Expired(_logger, expired.Count, _store.Database.Name, Keys(expired));
        }

        if (returned.Count > 0 && _limits.Allows(ManagerLog.ReturnedId))
        {
            ManagerLog.Returned(_logger, returned.Count, _store.Database.Name, Keys(returned));
        }
    }

    private static string Keys(IReadOnlyList<OptionSlot> slots) =>
        string.Join(", ", slots.Take(MostKeysInAMessage).Select(static slot => slot.Key)) + (slots.Count > MostKeysInAMessage ? ", …" : string.Empty);

    private void Schedule()
    {
        if (_store.IsAtRest)
        {
            return;
        }

        lock (_gate)
        {
            var current = _publisher.Current;
            var next = current.Expiring.Where(slot => !current[slot].IsExpired).Min(static slot => slot.Definition.MaxStaleness);
            if (_isDisposed || next is null)
            {
                return;
            }

            // A confirmation puts the moment off, and the timer that comes too early finds out. Only an earlier one needs it set anew.
            var wait = Wait(next.Value - _store.UnconfirmedFor);
            var due = _store.Time.GetTimestamp() + (long)(wait.TotalSeconds * _store.Time.TimestampFrequency);
            if (_due is { } set && set <= due)
            {
                return;
            }

            _due = due;
            if (_timer is not null)
            {
                _timer.Change(wait, Timeout.InfiniteTimeSpan);
            }
            else
            {
                _timer = MakeTimer(wait);
            }
        }
    }

    // What expires belongs to no trace and no override of whoever declared it.
    private ITimer MakeTimer(TimeSpan wait)
    {
        using var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        return _store.Time.CreateTimer(OnDue, new WeakReference<OptionExpiry>(this), wait, Timeout.InfiniteTimeSpan);
    }

    // Longer than the limit, in whole milliseconds, which is what timers know.
    private static TimeSpan Wait(TimeSpan remaining) =>
        remaining > LongestWait ? LongestWait : TimeSpan.FromMilliseconds(Math.Floor(Math.Max(remaining.TotalMilliseconds, 0)) + 1);
}
