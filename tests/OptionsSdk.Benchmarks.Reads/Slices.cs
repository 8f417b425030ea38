using System.Diagnostics;
using System.Runtime.CompilerServices;
using OptionsSdk.Benchmarks.Reads.Cases;

namespace OptionsSdk.Benchmarks.Reads;

/// <summary>
/// Times cases in slices of less than half a millisecond, round robin, so that whatever the machine does besides falls on all of them; the
/// median of many slices is the figure.
/// </summary>
internal sealed class Slices
{
    public const int ReadsPerPass = 16;

    private const int WarmUps = 12;
    private const double SliceNanoseconds = 400_000;

    private readonly List<(string Name, Action<int> Run, List<double> Nanoseconds)> _cases = [];

    public static AsyncLocal<int> Flow { get; } = new() { Value = 7 };

    /// <summary>Where results go, so that no read is dead.</summary>
    public static long Sink { get; set; }

    public void Add<T>(string name, T reads)
        where T : struct, ICase => Add(name, passes => Run(reads, passes));

    public void Add(string name, Action<int> run) => _cases.Add((name, run, []));

    /// <summary>Times all cases.</summary>
    /// <returns>Nanoseconds of one read by case.</returns>
    public IReadOnlyDictionary<string, double> Measure(int rounds)
    {
        WarmUp();
        var passes = _cases.ConvertAll(static entry => Calibrate(entry.Run));
        for (var round = 0; round < rounds; round++)
        {
            for (var index = 0; index < _cases.Count; index++)
            {
                _cases[index].Nanoseconds.Add(Time(_cases[index].Run, passes[index]) / passes[index] / ReadsPerPass);
            }
        }

        return _cases.ToDictionary(static entry => entry.Name, static entry => Median(entry.Nanoseconds), StringComparer.Ordinal);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run<T>(T reads, int passes)
        where T : struct, ICase
    {
        var sum = reads.Run(passes);
        Sink += sum;
    }

    // Long enough, and with pauses, so that the just-in-time compiler has made its best of it.
    private void WarmUp()
    {
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            foreach (var (_, run, _) in _cases)
            {
                for (var call = 0; call < 10; call++)
                {
                    run(100);
                }
            }

            Thread.Sleep(120);
        }
    }

    // The shortest of several tries: whatever interrupts one would make the slices too short to be told from the clock.
    private static int Calibrate(Action<int> run)
    {
        const int Tries = 7;
        for (var passes = 16; ; passes *= 2)
        {
            var nanoseconds = Enumerable.Range(0, Tries).Min(_ => Time(run, passes));
            if (nanoseconds >= SliceNanoseconds / 4)
            {
                return Math.Max(1, (int)(passes * SliceNanoseconds / nanoseconds));
            }
        }
    }

    private static double Time(Action<int> run, int passes)
    {
        var start = Stopwatch.GetTimestamp();
        run(passes);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}
