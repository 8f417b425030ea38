using Microsoft.Extensions.Time.Testing;

namespace OptionsSdk.Tests.Expiry;

/// <summary>A wall clock that can be set without the monotonic one hearing of it, and the timers that wait.</summary>
internal sealed class TwoClocks() : FakeTimeProvider(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero))
{
    private int _waiting;
    private int _asked;

    /// <summary>How far the wall clock was set.</summary>
    public TimeSpan Jump { get; set; }

    /// <summary>Runs when the monotonic clock is asked next, once.</summary>
    public Action? OnNextTimestamp { get; set; }

    /// <summary>How many timers were made and not disposed.</summary>
    public int Timers => Volatile.Read(ref _waiting);

    /// <summary>How often either clock was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public override DateTimeOffset GetUtcNow()
    {
        Interlocked.Increment(ref _asked);
        return base.GetUtcNow() + Jump;
    }

    public override long GetTimestamp()
    {
        Interlocked.Increment(ref _asked);
        var timestamp = base.GetUtcNow().Ticks;
        if (OnNextTimestamp is { } onNext)
        {
            OnNextTimestamp = null;
            onNext();
        }

        return timestamp;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _waiting);
        return new CountedTimer(this, base.CreateTimer(callback, state, dueTime, period));
    }

    private sealed class CountedTimer(TwoClocks clocks, ITimer timer) : ITimer
    {
        private int _isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                Interlocked.Decrement(ref clocks._waiting);
            }

            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
