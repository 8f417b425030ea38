using OptionsSdk.Store;

namespace OptionsSdk.Redis.Connections;

/// <summary>
/// Stops asking a server that does not answer. Made for few calls: it opens when at least half of three or more calls within 10 seconds
/// failed, for 1 second at first and twice as long after each probe that fails, up to 30. One call at a time is the probe. Safe for concurrent
/// use.
/// </summary>
internal sealed class CircuitBreaker(TimeProvider time, Func<TimeSpan, TimeSpan>? spread = null)
{
    public const int FewestCalls = 3;
    private const double FailureRatio = 0.5;
    private const int Slots = 10;

    public static readonly TimeSpan ShortestBreak = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestBreak = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SlotTime = TimeSpan.FromSeconds(1);

    private readonly Func<TimeSpan, TimeSpan> _spread = spread ?? RetryDelay.Around;
    private readonly Lock _gate = new();
    private readonly (int Calls, int Failures)[] _slots = new (int, int)[Slots];
    private readonly long _origin = time.GetTimestamp();
    private long _slot;
    private long _openedAt;
    private TimeSpan _break;
    private int _breaks;
    private bool _isOpen;
    private bool _isProbing;

    /// <summary>Asks for permission to call. Whoever has it says afterwards what became of the call.</summary>
    /// <param name="isProbe">Whether the call decides alone.</param>
    public bool TryEnter(out bool isProbe)
    {
        lock (_gate)
        {
            isProbe = _isOpen && !_isProbing && time.GetElapsedTime(_openedAt) >= _break;
            _isProbing |= isProbe;
            return isProbe || !_isOpen;
        }
    }

    /// <summary>The server answered. While the breaker is open only the probe's answer counts.</summary>
    /// <returns>Whether the breaker closed.</returns>
    public bool Succeeded(bool isProbe)
    {
        lock (_gate)
        {
            if (isProbe)
            {
                _isOpen = false;
                _isProbing = false;
                _breaks = 0;
                Array.Clear(_slots);
                return true;
            }

            if (!_isOpen)
            {
                Slot().Calls++;
            }

            return false;
        }
    }

    /// <summary>The server did not answer.</summary>
    /// <returns>How long the breaker is open from now on, if this call opened it.</returns>
    public TimeSpan? Failed(bool isProbe)
    {
        lock (_gate)
        {
            if (isProbe)
            {
                return Open();
            }

            if (_isOpen)
            {
                return null;
            }

            ref var slot = ref Slot();
            slot.Calls++;
            slot.Failures++;
            var (calls, failures) = (0, 0);
            foreach (var (slotCalls, slotFailures) in _slots)
            {
                calls += slotCalls;
                failures += slotFailures;
            }

            return calls >= FewestCalls && failures >= FailureRatio * calls ? Open() : null;
        }
    }

    /// <summary>The caller gave up before anything could be known.</summary>
    public void Abandoned(bool isProbe)
    {
        if (isProbe)
        {
            lock (_gate)
            {
                _isProbing = false;
            }
        }
    }

    /// <summary>There is a sign that the server is back: the next call is the probe.</summary>
    public void Retry()
    {
        lock (_gate)
        {
            _break = TimeSpan.Zero;
        }
    }

    private TimeSpan Open()
    {
        var length = ShortestBreak * Math.Pow(2, Math.Min(_breaks, 10));
        _break = _spread(length < LongestBreak ? length : LongestBreak);
        _breaks++;
        _openedAt = time.GetTimestamp();
        _isOpen = true;
        _isProbing = false;
        return _break;
    }

    private ref (int Calls, int Failures) Slot()
    {
        var now = time.GetElapsedTime(_origin).Ticks / SlotTime.Ticks;
        for (var passed = Math.Min(now - _slot, Slots); passed > 0; passed--)
        {
            _slots[(now - passed + 1) % Slots] = default;
        }

        _slot = now;
        return ref _slots[now % Slots];
    }
}
