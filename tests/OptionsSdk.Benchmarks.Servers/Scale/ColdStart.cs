using System.Diagnostics;
using System.Globalization;
using OptionsSdk.PostgreSql;
using OptionsSdk.Redis;
using OptionsSdk.Store;

namespace OptionsSdk.Benchmarks.Servers.Scale;

/// <summary>
/// A fresh process that starts a store, and says after how many microseconds 20,000 options have their stored values. Registering them at run
/// time, one by one, is not part of it: applications generate theirs.
/// </summary>
internal static class ColdStart
{
    private const int Options = 20_000;

    // Nobody listens there.
    private const string NoDatabase = "Host=127.0.0.1;Port=1;Username=owner;Database=postgres";

    public static string Key(int index) => string.Create(CultureInfo.InvariantCulture, $"cold{index / 100}.number{index % 100}");

    public static async Task RunAsync(string source, string postgreSql, string redis, string file)
    {
        var isDatabase = source == "database";
        await using var database = new PostgreSqlOptionDatabase(isDatabase ? postgreSql : NoDatabase);

        // From the database the cache and the file are filled on the way, for the starts that follow.
        await using var cache = source == "file" ? null : new RedisOptionCache(redis);
        await using var store = new OptionStore(database, cache, new() { LastKnownGoodFile = source == "cache" ? null : file });
        using var manager = new OptionManager(global::OptionsSdk.Generated.Registries.OptionsSdk_Benchmarks_Servers.Create(), store);
        var keys = new List<OptionKey<int>>();
        for (var index = 0; index < Options; index++)
        {
            keys.Add(manager.Register(Key(index), 0));
        }

        var begun = Stopwatch.GetTimestamp();
        await store.StartAsync();
        while (!keys.TrueForAll(key => manager.Get(key) == 7))
        {
            await Task.Delay(1);
        }

        var elapsed = Stopwatch.GetElapsedTime(begun);
        await store.StopAsync();
        Console.Write(((long)elapsed.TotalMicroseconds).ToString(CultureInfo.InvariantCulture));
    }
}
