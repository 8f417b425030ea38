using System.Globalization;
using OptionsSdk.Store;

namespace OptionsSdk.PostgreSql.Signals;

/// <summary>
/// Lets hints through. Everybody who may connect can send them, so what is no plausible revision is ignored, and hints that turn out to be
/// wrong pass only five times a second. True ones pass at once: the read that follows one proves it. Safe for concurrent use.
/// </summary>
internal sealed class SignalGate : IDisposable
{
    private const int MostUnproved = 5;
    private const int LongestNumber = 19;
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(1) / MostUnproved;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private double _allowance = MostUnproved;
    private long _refilledAt;
    private long _noted;
    private long _waiting;
    private bool _isDisposed;

    /// <summary>Makes a gate.</summary>
    /// <param name="time">The clock.</param>
    public SignalGate(TimeProvider time)
    {
        _time = time;
        _refilledAt = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Where hints go that pass. Called from any thread, outside of locks.</summary>
    public Action<long>? Passed { get; set; }

    /// <summary>Notes where the database stands as its followers read or wrote it.</summary>
    public void Note(long revision)
    {
        long passed;
        lock (_gate)
        {
            if (revision <= _noted)
            {
                return;
            }

            _noted = revision;
            _allowance = MostUnproved;
            _waiting = _waiting > revision ? _waiting : 0;
            passed = Take();
        }

        Pass(passed);
    }

    /// <summary>Takes the payload of a notification.</summary>
    public void Hint(string payload)
    {
        if (payload.Length is 0 or > LongestNumber
            || !long.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
        {
            return;
        }

        long passed;
        lock (_gate)
        {
            var isImplausible = new StorePosition(0, revision, default).IsImplausiblyAheadOf(new(0, _noted, default));
            if (revision <= _noted || isImplausible)
            {
                return;
            }

            _waiting = Math.Max(_waiting, revision);
            passed = Take();
        }

        Pass(passed);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _timer.Dispose();
    }

    private void Release()
    {
        long passed;
        lock (_gate)
        {
            passed = Take();
        }

        Pass(passed);
    }

    private long Take()
    {
        var now = _time.GetTimestamp();
        _allowance = Math.Min(MostUnproved, _allowance + (_time.GetElapsedTime(_refilledAt, now) / Refill));
        _refilledAt = now;
        if (_waiting == 0 || _isDisposed)
        {
            return 0;
        }

        if (_allowance < 1)
        {
            _timer.Change(Refill, Timeout.InfiniteTimeSpan);
            return 0;
        }

        _allowance--;
        var passed = _waiting;
        _waiting = 0;
        return passed;
    }

    private void Pass(long revision)
    {
        if (revision > 0)
        {
            Passed?.Invoke(revision);
        }
    }
}
