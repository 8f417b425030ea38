using Microsoft.Extensions.Logging;

namespace OptionsSdk.Store;

/// <summary>
/// Keeps messages of faults that come with every call from filling the log: each is written at most once a minute, and then says how many
/// were left out. Safe for concurrent use.
/// </summary>
internal sealed class LogLimits(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (long At, int LeftOut)> _written = [];

    /// <summary>Says whether a message may be written now.</summary>
    public bool Allows(int eventId)
    {
        int leftOut;
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_written.TryGetValue(eventId, out var last) && time.GetElapsedTime(last.At, now) < Pause)
            {
                _written[eventId] = last with { LeftOut = last.LeftOut + 1 };
                return false;
            }

            _written[eventId] = (now, 0);
            leftOut = last.LeftOut;
        }

        if (leftOut > 0)
        {
            logger.LeftOut(leftOut, eventId);
        }

        return true;
    }
}
