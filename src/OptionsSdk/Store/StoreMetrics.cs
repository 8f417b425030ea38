using OptionsSdk.Metrics;

namespace OptionsSdk.Store;

/// <summary>The store's instruments.</summary>
internal static class StoreMetrics
{
    private static readonly OptionsCounter Installs = OptionsMeter.Counter("store.installs", "{install}", "Images installed, by source.");

    private static readonly OptionsCounter Pulls = OptionsMeter.Counter(
        "store.pulls", "{pull}", "Reads of the newest state from the database, by result.");

    private static readonly OptionsCounter CacheFailures = OptionsMeter.Counter(
        "store.cache_failures", "{failure}", "Calls of the cache that failed or took too long, by operation.");

    private static readonly OptionsCounter ReconcileMismatches = OptionsMeter.Counter(
        "store.reconcile_mismatches", "{key}", "Keys whose rows were changed in the database without a revision.");

    private static readonly OptionsCounter LastKnownGoodSaves = OptionsMeter.Counter(
        "store.last_known_good_saves", "{save}", "Attempts to save the last-known-good file, by result.");

    private static readonly OptionsCounter LastKnownGoodLoads = OptionsMeter.Counter(
        "store.last_known_good_loads", "{load}", "Attempts to load a generation of the last-known-good file, by result.");

    public static void Installed(string source) => Installs.Add(1, "source", source);

    public static void Pulled(bool succeeded) => Pulls.Add(1, "result", succeeded ? "ok" : "failed");

    public static void CacheFailed(string operation) => CacheFailures.Add(1, "operation", operation);

    public static void LastKnownGoodSaved(string result) => LastKnownGoodSaves.Add(1, "result", result);

    public static void LastKnownGoodLoaded(string result) => LastKnownGoodLoads.Add(1, "result", result);

    public static void Mismatched(int keys) => ReconcileMismatches.Add(keys);
}
