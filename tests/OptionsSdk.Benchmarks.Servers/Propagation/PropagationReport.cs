using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.Benchmarks.Servers.Propagation;

/// <summary>
/// From a write on one process to the typed accessor of another, beside what a bare notification and a bare durable write cost in the same
/// run: one of each in turn, with the same pause before it.
/// </summary>
internal static class PropagationReport
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(2);

    public static async Task RunAsync(int writes)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            await using var postgreSql = await PostgreSqlServer.StartAsync();
            await using var redis = await RedisServer.StartAsync();
            await RunAsync(way, postgreSql.ConnectionString(), redis.Address, writes);
        }
    }

    private static async Task RunAsync(Way way, string postgreSql, string redis, int writes)
    {
        await using var database = new TimedDatabase(Stores.Database(way, postgreSql));
        await using var cache = Stores.Cache(way, redis);
        await using var store = new OptionStore(database, cache);
        using var manager = new OptionManager(global::OptionsSdk.Generated.Registries.OptionsSdk_Benchmarks_Servers.Create(), store);
        await store.StartAsync();
        await using var durable = await RawWriter.OpenAsync(postgreSql);
        using var publisher = way == Way.Notify ? null : new RawRedis(redis);
        using var follower = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, ["follow", way.ToString(), postgreSql, redis, writes.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        if (await follower.StandardOutput.ReadLineAsync() != "ready")
        {
            throw new InvalidOperationException("The follower did not start.");
        }

        var begun = new long[writes + 1];
        var committed = new long[writes + 1];
        var done = new long[writes + 1];
        var notified = new long[writes + 1];
        var durably = new long[writes + 1];
        for (var number = 1; number <= writes; number++)
        {
            await Task.Delay(Gap);
            begun[number] = Stopwatch.GetTimestamp();
            await manager.SetAsync(BenchOptions.Keys.Counter, number);
            done[number] = Stopwatch.GetTimestamp();
            committed[number] = database.CommittedAt;
            await Task.Delay(Gap);
            notified[number] = Stopwatch.GetTimestamp();
            if (publisher is null)
            {
                await durable.NotifyAsync(number);
            }
            else
            {
                publisher.Publish(number);
            }

            await Task.Delay(Gap);
            var upsert = Stopwatch.GetTimestamp();
            await durable.UpsertAsync(number);
            durably[number] = Stopwatch.GetTimestamp() - upsert;
        }

        await Task.Delay(TimeSpan.FromSeconds(1));
        await follower.StandardInput.WriteLineAsync("report");
        var visible = new long[writes + 1];
        var raw = new long[writes + 1];
        for (var number = 1; number <= writes; number++)
        {
            var fields = (await follower.StandardOutput.ReadLineAsync())!.Split(' ');
            visible[number] = long.Parse(fields[0], CultureInfo.InvariantCulture);
            raw[number] = long.Parse(fields[1], CultureInfo.InvariantCulture);
        }

        await follower.WaitForExitAsync();

        // The first are compiled while they run, on both sides.
        var warm = Math.Min(writes / 10, 500);
        var numbers = Enumerable.Range(warm + 1, writes - warm).ToArray();
        if (numbers.Count(number => visible[number] == 0) is > 0 and var missing)
        {
            throw new InvalidOperationException($"{missing} writes did not arrive, the first of them {numbers.First(number => visible[number] == 0)}.");
        }

        Figures.PrintHead(way.ToString());
        var floor = new Figures(numbers.Where(number => raw[number] != 0).Select(number => raw[number] - notified[number]));
        var write = new Figures(numbers.Select(number => durably[number]));
        var fromCommit = new Figures(numbers.Select(number => visible[number] - committed[number]));
        var fromBegin = new Figures(numbers.Select(number => visible[number] - begun[number]));
        floor.Print(publisher is null ? "floor: bare NOTIFY to handler" : "floor: bare PUBLISH to handler, sockets");
        write.Print("floor: durable upsert by Npgsql");
        new Figures(numbers.Select(number => committed[number] - begun[number])).Print("write begun to commit acknowledged");
        new Figures(numbers.Select(number => done[number] - begun[number])).Print("write begun to write returned");
        fromCommit.Print("commit acknowledged to value in the other process' accessor");
        fromBegin.Print("write begun to value in the other process' accessor");
        Figures.PrintGoal("P1: commit to visible / bare notification, p50", fromCommit.Median / floor.Median, 3);
        Figures.PrintGoal("P1: commit to visible, p99 in ms", fromCommit.At(0.99) / 1000, 20);
        Figures.PrintGoal("P4: write begun to visible / durable upsert, p50", fromBegin.Median / write.Median, 2);
    }
}
