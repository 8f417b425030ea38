using System.Diagnostics;
using System.Numerics;

namespace OptionsSdk.Chaos.Nodes;

/// <summary>Reads options as applications do, at a thread of its own, counts, and times one read of each round.</summary>
internal sealed class TypedReader : IDisposable
{
    // Short breaks leave the processors to those who are tested.
    private const int RoundsOfATurn = 50;
    private static readonly TimeSpan Break = TimeSpan.FromMilliseconds(2);

    private static readonly Func<ChaosOptions, string>[] Accessors =
    [
        static options => options.K0, static options => options.K1, static options => options.K2, static options => options.K3, static options => options.K4,
        static options => options.K5, static options => options.K6, static options => options.K7, static options => options.K8, static options => options.K9,
        static options => options.K10, static options => options.K11, static options => options.K12, static options => options.K13, static options => options.K14,
        static options => options.K15, static options => options.K16, static options => options.K17, static options => options.K18, static options => options.K19,
    ];

    private readonly ChaosOptions _options;
    private readonly Action<string> _broken;
    private readonly long[] _slow = new long[64];
    private readonly Thread _thread;
    private long _reads;
    private volatile bool _isEnded;

    public TypedReader(ChaosOptions options, Action<string> broken)
    {
        _options = options;
        _broken = broken;
        _thread = new(Read) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>How many options there are.</summary>
    public static int Count => Accessors.Length;

    /// <summary>How often was read.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>How many of the timed reads took 2 to the power of the index nanoseconds or more, up to twice as long.</summary>
    public long[] SlowReads() => [.. Enumerable.Range(0, _slow.Length).Select(index => Interlocked.Read(ref _slow[index]))];

    /// <summary>What is stored under a key, as JSON, as reads give it.</summary>
    public IReadOnlyDictionary<string, string> Values() =>
        Accessors.Index().Select(pair => (Key: Key(pair.Index), Value: pair.Item(_options))).Where(static pair => pair.Value.Length > 0)
            .ToDictionary(static pair => pair.Key, static pair => $"\"{pair.Value}\"", StringComparer.Ordinal);

    /// <summary>The key of an option.</summary>
    public static string Key(int index) => $"chaos.k{index}";

    public void Dispose()
    {
        _isEnded = true;
        _thread.Join();
    }

    private void Read()
    {
        try
        {
            while (!_isEnded)
            {
                for (var round = 0; round < RoundsOfATurn; round++)
                {
                    foreach (var accessor in Accessors)
                    {
                        _ = accessor(_options);
                    }

                    var started = Stopwatch.GetTimestamp();
                    _ = _options.K0;
                    var time = (long)Stopwatch.GetElapsedTime(started).TotalNanoseconds;
                    Interlocked.Increment(ref _slow[BitOperations.Log2((ulong)Math.Max(1, time))]);
                }

                Interlocked.Add(ref _reads, RoundsOfATurn * (Accessors.Length + 1));
                Thread.Sleep(Break);
            }
        }
        catch (Exception exception)
        {
            _broken($"a read threw: {exception}");
        }
    }
}
