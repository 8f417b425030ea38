using System.Diagnostics;

namespace OptionsSdk.Benchmarks.CompileTime;

/// <summary>
/// What an analyzer's own code costs: a clock around each of its callbacks, less what reading the clock takes. Callbacks that the garbage collector
/// interrupted are counted apart, and where another process may have, the processor's time counts. For one thread.
/// </summary>
internal sealed class OwnTime
{
    // The stopwatch is precise, and the thread's clock is right; nobody takes the processor away and gives it back in less than this.
    private const double Uninterrupted = 20_000;

    private static readonly double Overhead = MeasureOverhead();

    private double _nanoseconds;

    /// <summary>How many callbacks ran without a collection.</summary>
    public int Callbacks { get; private set; }

    /// <summary>How many callbacks a collection interrupted; nothing else counts them.</summary>
    public int Interrupted { get; private set; }

    /// <summary>What they allocated.</summary>
    public long Bytes { get; private set; }

    /// <summary>How long the callbacks took.</summary>
    public double Milliseconds => (_nanoseconds - (Overhead * Callbacks)) / 1e6;

    public void Run<T>(Action<T> action, T context)
    {
        var collections = GC.CollectionCount(0);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var processor = ThreadClock.Nanoseconds;
        var start = Stopwatch.GetTimestamp();
        action(context);
        var nanoseconds = (Stopwatch.GetTimestamp() - start) * (1e9 / Stopwatch.Frequency);
        processor = ThreadClock.Nanoseconds - processor;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        if (GC.CollectionCount(0) != collections)
        {
            Interrupted++;
            return;
        }

        Callbacks++;
        Bytes += bytes;
        _nanoseconds += nanoseconds < Uninterrupted ? nanoseconds : processor;
    }

    private static double MeasureOverhead()
    {
        const int Times = 100_000;
        var best = double.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var empty = new OwnTime();
            for (var time = 0; time < Times; time++)
            {
                empty.Run(static _ => { }, 0);
            }

            best = Math.Min(best, empty._nanoseconds / Times);
        }

        return best;
    }
}
