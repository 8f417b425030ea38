using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OptionsSdk.Store;

namespace OptionsSdk.Benchmarks.Servers.Propagation;

/// <summary>
/// The process that follows. It notes when each number is what the typed accessor returns, and when the raw notifications came: the clock is
/// the machine's, the same in every process.
/// </summary>
internal static class Follower
{
    public static async Task RunAsync(Way way, string postgreSql, string redis, int count)
    {
        var visible = new long[count + 1];
        var raw = new long[count + 1];
        using var floor = way == Way.Notify ? null : new RawRedis(redis);
        if (floor is null)
        {
            _ = ListenAsync(postgreSql, raw);
        }
        else
        {
            new Thread(() => floor.Subscribe(number => Note(raw, number))) { IsBackground = true }.Start();
        }

        await using var database = Stores.Database(way, postgreSql);
        await using var cache = Stores.Cache(way, redis);
        await using var store = new OptionStore(database, cache);
        using var manager = new OptionManager(global::OptionsSdk.Generated.Registries.OptionsSdk_Benchmarks_Servers.Create(), store);
        var options = manager.Group<BenchOptions>();
        var last = 0;
        using var watch = manager.OnChange(BenchOptions.Keys.Counter, _ =>
        {
            // What is skipped was never served: the newer number took its place, and is as good.
            var number = options.Counter;
            for (var next = last + 1; next <= number; next++)
            {
                Note(visible, next);
            }

            last = Math.Max(last, number);
        });
        await store.StartAsync();
        await Console.Out.WriteLineAsync("ready");
        await Console.In.ReadLineAsync();
        for (var number = 1; number <= count; number++)
        {
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{visible[number]} {raw[number]}"));
        }
    }

    private static void Note(long[] times, int number) => times[number] = Stopwatch.GetTimestamp();

    private static async Task ListenAsync(string postgreSql, long[] raw)
    {
        await using var listener = new NpgsqlConnection(postgreSql);
        await listener.OpenAsync();
        listener.Notification += (_, notification) => Note(raw, int.Parse(notification.Payload, CultureInfo.InvariantCulture));
        await using (var listen = new NpgsqlCommand("listen floor", listener))
        {
            await listen.ExecuteNonQueryAsync();
        }

        while (true)
        {
            await listener.WaitAsync();
        }
    }
}
