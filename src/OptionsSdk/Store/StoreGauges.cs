using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using OptionsSdk.Metrics;

namespace OptionsSdk.Store;

/// <summary>
/// The gauges of all stores that are in use. A store is observed until it is disposed, or nobody holds it any more: being observed keeps
/// no store alive.
/// </summary>
internal static class StoreGauges
{
    private static readonly Lock Gate = new();
    private static readonly ConditionalWeakTable<OptionStore, StoreMetrics> Stores = [];

    static StoreGauges()
    {
        OptionsMeter.Gauge(
            "store.revision", "{revision}", "The revision that the process' image, the cache and the database were last seen at, by source.", () => Observe(Revisions));
        OptionsMeter.Gauge(
            "store.staleness", "s", "How long ago the database last confirmed the process' image; nothing if it never did.", () => Observe(Staleness));
        OptionsMeter.Gauge(
            "store.expired_options", "{option}", "Options that the database has not confirmed for longer than they allow; nothing if none has a limit.", () => Observe(ExpiredOptions));
        OptionsMeter.Gauge(
            "store.state", "1", "1 for the state that the store is in, 0 for the other states.", () => Observe(States));
    }

    /// <summary>Begins to observe a store, under the lowest number that is free.</summary>
    public static void Add(OptionStore store, StoreMetrics metrics)
    {
        lock (Gate)
        {
            var taken = Stores.Select(static pair => pair.Value.Number).ToHashSet();
            var number = 1;
            while (taken.Contains(number))
            {
                number++;
            }

            metrics.Number = number;
            Stores.Add(store, metrics);
        }
    }

    /// <summary>Ends the observation of a store.</summary>
    public static void Remove(OptionStore store) => Stores.Remove(store);

    /// <summary>The stores that are observed now.</summary>
    internal static IEnumerable<OptionStore> Observed => Stores.Select(static pair => pair.Key);

    private static List<Measurement<T>> Observe<T>(Func<OptionStore, StoreMetrics, IEnumerable<Measurement<T>>> observe)
        where T : struct => [.. Stores.SelectMany(pair => observe(pair.Key, pair.Value))];

    private static IEnumerable<Measurement<long>> Revisions(OptionStore store, StoreMetrics metrics)
    {
        if (store.State != StoreState.NotLoaded)
        {
            yield return new(store.Image.Position.Revision, [new("source", "local"), .. metrics.Tags]);
        }

        if (metrics.CacheRevision is { } cache)
        {
            yield return new(cache, [new("source", "cache"), .. metrics.Tags]);
        }

        if (metrics.DatabaseRevision is { } database)
        {
            yield return new(database, [new("source", "db"), .. metrics.Tags]);
        }
    }

    private static IEnumerable<Measurement<double>> Staleness(OptionStore store, StoreMetrics metrics)
    {
        if (store.Staleness is { } staleness)
        {
            yield return new(staleness.TotalSeconds, metrics.Tags);
        }
    }

    private static IEnumerable<Measurement<long>> ExpiredOptions(OptionStore store, StoreMetrics metrics)
    {
        if (store.CountExpired() is { } expired)
        {
            yield return new(expired, metrics.Tags);
        }
    }

    private static IEnumerable<Measurement<long>> States(OptionStore store, StoreMetrics metrics)
    {
        var current = store.State;
        foreach (var state in Enum.GetValues<StoreState>())
        {
            yield return new(state == current ? 1 : 0, [new("state", Name(state)), .. metrics.Tags]);
        }
    }

    private static string Name(StoreState state) => state switch
    {
        StoreState.NotLoaded => "not_loaded",
        StoreState.Fresh => "fresh",
        StoreState.Stale => "stale",
        StoreState.Frozen => "frozen",
        StoreState.Expired => "expired",
        _ => "other",
    };
}
