using System.Globalization;
using OptionsSdk.Benchmarks.Reads.Cases;

namespace OptionsSdk.Benchmarks.Reads;

/// <summary>What one process measures; each figure is a line <c>name value</c>.</summary>
internal static class Measurement
{
    private const int Rounds = 400;

    public static async Task RunAsync()
    {
        await using var bench = await Bench.StartAsync().ConfigureAwait(false);
        var options = bench.Options;
        Throughput(options);
        Called(options);
        Overrides(bench);
        Allocations(bench);
        Contention.Run(bench);
#if !NATIVE
        await Peers.PeerReads.RunAsync(options).ConfigureAwait(false);
#endif
    }

    public static void Write(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:R}"));

    public static void Write(IEnumerable<KeyValuePair<string, double>> figures)
    {
        foreach (var (name, value) in figures)
        {
            Write(name, value);
        }
    }

    private static void Throughput(BenchOptions options)
    {
        var slices = new Slices();
        slices.Add("field-int", new FieldNumbers());
        slices.Add("option-int", new OptionNumbers(options));
        slices.Add("field-string", new FieldTexts());
        slices.Add("option-string", new OptionTexts(options));
        slices.Add("field-wide", new FieldWideValues());
        slices.Add("option-wide", new OptionWideValues(options));
        Write(slices.Measure(Rounds));
    }

    private static void Called(BenchOptions options)
    {
        var slices = new Slices();
        slices.Add("called-field", new Called(typeof(InstanceFields), new InstanceFields(), nameof(InstanceFields.Number0)));
        slices.Add("called-option", new Called(typeof(BenchOptions), options, nameof(BenchOptions.Number0)));
        Write(slices.Measure(Rounds));
    }

    private static void Overrides(Bench bench)
    {
        var slices = new Slices();
        slices.Add("before-override", new ChainedOptionNumbers(bench.Options));
        var before = slices.Measure(Rounds)["before-override"];
        using (bench.Manager.Override(BenchOptions.Keys.Text0, "other"))
        {
            var other = new Slices();
            other.Add("field", new ChainedFieldNumbers());
            other.Add("other-option-while-overridden", new ChainedOptionNumbers(bench.Options));
            other.Add("async-local", new FlowLocalReads());
            var figures = other.Measure(Rounds);
            Write("before-override", before);
            Write("other-option-while-overridden", figures["other-option-while-overridden"]);
            Write("async-local", figures["async-local"]);
        }

        using (bench.Manager.Override(BenchOptions.Keys.Number0, 5))
        {
            var hit = new Slices();
            hit.Add("overridden-option", new OverriddenReads(bench.Options));
            hit.Add("async-local-again", new FlowLocalReads());
            Write(hit.Measure(Rounds));
        }
    }

    private static void Allocations(Bench bench)
    {
        var options = bench.Options;
        Write("bytes-normal", Allocated(options));
        using (bench.Manager.Override(BenchOptions.Keys.Number0, 5))
        using (bench.Manager.Override(BenchOptions.Keys.Text0, "other"))
        using (bench.Manager.Override(BenchOptions.Keys.Wide0, (long?)2))
        {
            Write("bytes-overridden", Allocated(options));
            using (ExecutionContext.SuppressFlow())
            {
                var elsewhere = 0d;
                var thread = new Thread(() => elsewhere = Allocated(options));
                thread.Start();
                thread.Join();
                Write("bytes-overridden-elsewhere", elsewhere);
            }
        }

        Write("bytes-after", Allocated(options));
    }

    private static double Allocated(BenchOptions options)
    {
        Pass();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var pass = 0; pass < 1_000; pass++)
        {
            Pass();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;

        void Pass() => Slices.Sink += new OptionNumbers(options).Run(1) + new OptionTexts(options).Run(1) + new OptionWideValues(options).Run(1);
    }
}
