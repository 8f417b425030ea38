using OptionsSdk.Benchmarks.Reads.Cases;

namespace OptionsSdk.Benchmarks.Reads;

/// <summary>Two readers at once, with a writer ten times a second, against one reader alone; by the processor time of each reader.</summary>
internal static class Contention
{
    private const int Batches = 300;
    private const int Passes = 60_000;

    public static void Run(Bench bench)
    {
        var alone = Read(bench.Options, new());
        using var stop = new CancellationTokenSource();
        var writer = WriteAsync(bench.Options, stop.Token);
        var (first, second) = (new List<double>(), new List<double>());
        using var barrier = new Barrier(2);
        var threads = new[] { first, second }.Select(figures => new Thread(() =>
        {
            barrier.SignalAndWait();
            Read(bench.Options, figures);
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
        stop.Cancel();
        writer.GetAwaiter().GetResult();
        Measurement.Write("one-reader", Slices.Median(alone));
        Measurement.Write("two-readers-and-writer", (Slices.Median(first) + Slices.Median(second)) / 2);
    }

    private static List<double> Read(BenchOptions options, List<double> figures)
    {
        var reads = new ChainedOptionNumbers(options);
        Slices.Run(reads, Passes);
        for (var batch = 0; batch < Batches; batch++)
        {
            var start = ThreadClock.Nanoseconds;
            Slices.Run(reads, Passes);
            figures.Add((ThreadClock.Nanoseconds - start) / Passes / Slices.ReadsPerPass);
        }

        return figures;
    }

    private static async Task WriteAsync(BenchOptions options, CancellationToken stop)
    {
        for (var value = 100; !stop.IsCancellationRequested; value++)
        {
            await options.SetNumber0Async(value, by: "bench", cancellationToken: CancellationToken.None).ConfigureAwait(false);
            await Task.Delay(100, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
