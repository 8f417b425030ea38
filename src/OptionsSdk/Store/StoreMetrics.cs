using System.Diagnostics.Metrics;

namespace OptionsSdk.Store;

internal static class StoreMetrics
{
    private static readonly Meter Meter = new("OptionsSdk");
    private static readonly Counter<long> Installs = Meter.CreateCounter<long>(
        "optionssdk.store.installs", "{install}", "Images installed, by source.");

    private static readonly Counter<long> Pulls = Meter.CreateCounter<long>(
        "optionssdk.store.pulls", "{pull}", "Reads of the newest state from the database, by result.");

    private static readonly Counter<long> CacheFailures = Meter.CreateCounter<long>(
        "optionssdk.store.cache_failures", "{failure}", "Calls of the cache that failed or took too long, by operation.");

    private static readonly Counter<long> ReconcileMismatches = Meter.CreateCounter<long>(
        "optionssdk.store.reconcile_mismatches", "{key}", "Keys whose rows were changed in the database without a revision.");

    public static void Installed(string source) => Installs.Add(1, new KeyValuePair<string, object?>("source", source));

    public static void Pulled(bool succeeded) => Pulls.Add(1, new KeyValuePair<string, object?>("result", succeeded ? "ok" : "failed"));

    public static void CacheFailed(string operation) => CacheFailures.Add(1, new KeyValuePair<string, object?>("operation", operation));

    public static void Mismatched(int keys) => ReconcileMismatches.Add(keys);
}
