using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;
using OptionsSdk.Benchmarks.Reads.Cases;
using ZiggyCreatures.Caching.Fusion;

namespace OptionsSdk.Benchmarks.Reads.Peers;

/// <summary>What people read settings with today, each as its documentation shows: 16 keys among 1,500 entries.</summary>
internal static class PeerReads
{
    private const int Entries = 1_500;
    private const int Rounds = 200;

    private static readonly string[] Keys = [.. Enumerable.Range(0, Slices.ReadsPerPass).Select(static number => $"bench:number{number}")];

    public static async Task RunAsync(BenchOptions options)
    {
        var numbers = Enumerable.Range(0, Entries).ToDictionary(static number => $"bench:number{number}", static number => number + 1, StringComparer.Ordinal);
        var frozen = numbers.ToFrozenDictionary(StringComparer.Ordinal);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(numbers.Select(static pair => new KeyValuePair<string, string?>(pair.Key, pair.Value.ToString(CultureInfo.InvariantCulture))))
            .AddInMemoryCollection(Keys.Select(static (_, number) => new KeyValuePair<string, string?>($"FeatureManagement:feature{number}", "true")))
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddOptions<PeerSettings>().Bind(configuration.GetSection("bench"));
        services.AddMemoryCache();
        services.AddHybridCache();
        services.AddFeatureManagement();
        services.AddFusionCache();
        var provider = services.BuildServiceProvider();
        await using (provider.ConfigureAwait(false))
        {
            var monitor = provider.GetRequiredService<IOptionsMonitor<PeerSettings>>();
            var memory = new MemoryCache(new MemoryCacheOptions());
            var hybrid = provider.GetRequiredService<HybridCache>();
            var features = provider.GetRequiredService<IFeatureManager>();
            var fusion = provider.GetRequiredService<IFusionCache>();
            foreach (var (key, value) in numbers)
            {
                memory.Set(key, value);
                await hybrid.SetAsync(key, value).ConfigureAwait(false);
                await fusion.SetAsync(key, value).ConfigureAwait(false);
            }

            var names = Keys.Select(static (_, number) => $"feature{number}").ToArray();
            var slices = new Slices();
            slices.Add("peer-option", new ChainedOptionNumbers(options));
            slices.Add("peer-IOptionsMonitor", passes => Monitor(monitor, passes));
            slices.Add("peer-FrozenDictionary", passes => Run(passes, key => frozen[key]));
            slices.Add("peer-IMemoryCache", passes => Run(passes, key => memory.TryGetValue(key, out int value) ? value : 0));
#pragma warning disable CA2012 // A value that is there is answered at once.
            slices.Add("peer-HybridCache", passes => Run(passes, key => hybrid.GetOrCreateAsync(key, static _ => ValueTask.FromResult(0)).GetAwaiter().GetResult()));
#pragma warning restore CA2012
            slices.Add("peer-FeatureManagement", passes => Run(passes, names, name => features.IsEnabledAsync(name).GetAwaiter().GetResult() ? 1 : 0));
            slices.Add("peer-GetValue", passes => Run(passes, key => configuration.GetValue<int>(key)));
            slices.Add("peer-FusionCache", passes => Run(passes, key => fusion.GetOrDefault<int>(key)));
            Measurement.Write(slices.Measure(Rounds));
        }
    }

    private static void Run(int passes, Func<string, int> read) => Run(passes, Keys, read);

    private static void Run(int passes, string[] keys, Func<string, int> read)
    {
        var sum = 0L;
        for (var pass = 0; pass < passes; pass++)
        {
            foreach (var key in keys)
            {
                sum += read(key);
            }
        }

        Slices.Sink += sum;
    }

    private static void Monitor(IOptionsMonitor<PeerSettings> monitor, int passes)
    {
        var sum = 0L;
        for (var pass = 0; pass < passes; pass++)
        {
            sum += monitor.CurrentValue.Number0;
            sum += monitor.CurrentValue.Number1;
            sum += monitor.CurrentValue.Number2;
            sum += monitor.CurrentValue.Number3;
            sum += monitor.CurrentValue.Number4;
            sum += monitor.CurrentValue.Number5;
            sum += monitor.CurrentValue.Number6;
            sum += monitor.CurrentValue.Number7;
            sum += monitor.CurrentValue.Number8;
            sum += monitor.CurrentValue.Number9;
            sum += monitor.CurrentValue.Number10;
            sum += monitor.CurrentValue.Number11;
            sum += monitor.CurrentValue.Number12;
            sum += monitor.CurrentValue.Number13;
            sum += monitor.CurrentValue.Number14;
            sum += monitor.CurrentValue.Number15;
        }

        Slices.Sink += sum;
    }
}
