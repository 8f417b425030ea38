using System.Collections.Frozen;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OptionsSdk.Benchmarks.Reads.Peers;

/// <summary>The cross-check of the interleaved figures: a field, an option, and what they are compared with.</summary>
[MemoryDiagnoser]
public class ReadBenchmarks
{
    private Bench _bench = null!;
    private BenchOptions _options = null!;
    private IOptionsMonitor<PeerSettings> _monitor = null!;
    private FrozenDictionary<string, int> _frozen = null!;
    private IDisposable? _override;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _bench = await Bench.StartAsync().ConfigureAwait(false);
        _options = _bench.Options;
        _monitor = new ServiceCollection().AddOptions<PeerSettings>().Services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<PeerSettings>>();
        _frozen = Enumerable.Range(0, 1_500).ToFrozenDictionary(static number => $"bench:number{number}", static number => number, StringComparer.Ordinal);
        _override = _bench.Manager.Override(BenchOptions.Keys.Number1, 5);
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        _override?.Dispose();
        await _bench.DisposeAsync().ConfigureAwait(false);
    }

    [Benchmark(Baseline = true)]
    public int VolatileField() => Fields.Number0;

    [Benchmark]
    public int Option() => _options.Number0;

    [Benchmark]
    public string TextOption() => _options.Text0;

    [Benchmark]
    public long? WideOption() => _options.Wide0;

    [Benchmark]
    public int OverriddenOption() => _options.Number1;

    [Benchmark]
    public int OptionsMonitor() => _monitor.CurrentValue.Number0;

    [Benchmark]
    public int FrozenDictionary() => _frozen["bench:number7"];
}
