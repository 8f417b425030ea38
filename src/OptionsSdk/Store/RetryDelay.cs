using System.Diagnostics.CodeAnalysis;

namespace OptionsSdk.Store;

/// <summary>Delays that spread: many processes that lost the same database must not come back in step.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan ShortestOfCall = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestOfCall = TimeSpan.FromMilliseconds(500);

    /// <summary>Before a call that somebody waits for is repeated; the attempts count from 0.</summary>
    public static TimeSpan OfCall(int attempt) => Between(ShortestOfCall, LongestOfCall, attempt);

    /// <summary>Full jitter between a lower bound and one that doubles with each attempt up to an upper bound.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Spreads load; protects nothing.")]
    public static TimeSpan Between(TimeSpan lowest, TimeSpan highest, int attempt)
    {
        var top = Math.Min(highest.Ticks, lowest.Ticks * Math.Pow(2, Math.Min(attempt + 1, 40)));
        return lowest + TimeSpan.FromTicks((long)((top - lowest.Ticks) * Random.Shared.NextDouble()));
    }

    /// <summary>An interval, a fifth longer or shorter.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "Spreads load; protects nothing.")]
    public static TimeSpan Around(TimeSpan interval) => interval * (0.8 + (0.4 * Random.Shared.NextDouble()));
}
