using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OptionsSdk.Benchmarks.Servers.Propagation;
using OptionsSdk.PostgreSql;
using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.Benchmarks.Servers.Scale;

/// <summary>Many followers, many writers, many options.</summary>
internal static class ScaleReport
{
    private const int Followers = 200;
    private const int Writes = 40;
    private const int Writers = 8;
    private const int Options = 20_000;
    private static readonly TimeSpan WritingTime = TimeSpan.FromSeconds(10);

    public static async Task RunAsync()
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            await using var postgreSql = await PostgreSqlServer.StartAsync("max_connections=600", "shared_buffers=64MB");
            await using var redis = await RedisServer.StartAsync();
            await FollowersAsync(way, postgreSql.ConnectionString(), redis.Address);
        }

        await using (var writing = await PostgreSqlServer.StartAsync("max_connections=200"))
        {
            await WritersAsync(writing.ConnectionString());
        }

        await using var starting = await PostgreSqlServer.StartAsync();
        await ColdStartsAsync(starting.ConnectionString());
    }

    /// <summary>One write at a time, and when each of 200 stores had it. Every store has connections of its own, as processes have.</summary>
    private static async Task FollowersAsync(Way way, string postgreSql, string redis)
    {
        var opened = new ConcurrentBag<IAsyncDisposable>();
        var databases = new ConcurrentBag<TimedDatabase>();
        var arrivals = new ConcurrentBag<long>();
        var missing = 0;
        var wanted = 0L;
        var committed = 0L;
        TaskCompletionSource arrived = new();
        await Parallel.ForAsync(0, Followers, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, cancellationToken) =>
        {
            // Pooled connections are shared: what 200 processes would hold idle is the server's business, not the follower's.
            var database = new TimedDatabase(Stores.Database(way, postgreSql));
            var cache = Stores.Cache(way, redis);
            var store = new OptionStore(database, cache);
            databases.Add(database);
            if (cache is not null)
            {
                opened.Add(cache);
            }

            opened.Add(store);
            store.Subscribe((before, after) =>
            {
                if (before.Position.Revision < wanted && after.Position.Revision >= wanted)
                {
                    arrivals.Add(Stopwatch.GetTimestamp() - committed);
                    if (Interlocked.Decrement(ref missing) == 0)
                    {
                        arrived.TrySetResult();
                    }
                }
            });
            await store.StartAsync(cancellationToken);
        });
        await using var writing = new TimedDatabase(Stores.Database(way, postgreSql));
        await using var writingCache = Stores.Cache(way, redis);
        await using var writer = new OptionStore(writing, writingCache);
        await writer.StartAsync();
        await Task.Delay(TimeSpan.FromSeconds(3));
        var read = databases.Sum(static database => database.Reads);
        var begun = Stopwatch.GetTimestamp();
        for (var write = 0; write < Writes; write++)
        {
            missing = Followers;
            arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
            wanted = writer.Image.Position.Revision + 1;
            committed = Stopwatch.GetTimestamp();
            await writer.WriteAsync(Commit("bench.counter", write));
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
            await Task.Delay(100);
        }

        // The tick asks once in ten seconds whether or not anybody writes.
        var ticks = Followers * Stopwatch.GetElapsedTime(begun).TotalSeconds / 10;
        var asked = databases.Sum(static database => database.Reads) - read;
        Figures.PrintHead($"{way}: one write to {Followers} followers in one process");
        new Figures(arrivals).Print("write begun to each follower");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"queries of all followers for each write: {(asked - ticks) / Writes:F1} (without about {ticks:F0} of sync ticks)"));
        foreach (var item in opened)
        {
            await item.DisposeAsync();
        }

        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }
    }

    /// <summary>Writers at once, each as a process would be, beside as many that take the same lock by Npgsql and do nothing else.</summary>
    private static async Task WritersAsync(string postgreSql)
    {
        await using var admin = NpgsqlDataSource.Create(postgreSql);
        await using (var create = admin.CreateCommand("create table floor_head (id int primary key, revision bigint); insert into floor_head values (1, 0); create table floor_value (key text primary key, value text)"))
        {
            await create.ExecuteNonQueryAsync();
        }

        var raw = await CountAsync((writer, _) => Task.FromResult<Func<int, Task>>(async number =>
        {
            await using var batch = admin.CreateBatch();
            batch.BatchCommands.Add(new("update floor_head set revision = revision + 1 where id = 1"));
            batch.BatchCommands.Add(new("insert into floor_value values ($1, $2) on conflict (key) do update set value = excluded.value")
            {
                Parameters = { new() { Value = $"key{writer}" }, new() { Value = number.ToString(CultureInfo.InvariantCulture) } },
            });
            await batch.ExecuteNonQueryAsync();
        }));
        var stores = new List<OptionStore>();
        var ours = await CountAsync(async (writer, cancellationToken) =>
        {
            var store = new OptionStore(new PostgreSqlOptionDatabase(postgreSql));
            stores.Add(store);
            await store.StartAsync(cancellationToken);
            return async number => await store.WriteAsync(Commit($"bench.key{writer}", number), cancellationToken);
        });
        foreach (var store in stores)
        {
            await store.DisposeAsync();
            await store.Database.DisposeAsync();
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{Writers} writers: {ours / WritingTime.TotalSeconds:F0} writes/s; {raw / WritingTime.TotalSeconds:F0} by Npgsql with lock and upsert in one round trip, no log, no change id, no NOTIFY; ratio {ours / (double)raw:F2}"));
    }

    private static async Task<long> CountAsync(Func<int, CancellationToken, Task<Func<int, Task>>> open)
    {
        using var end = new CancellationTokenSource();
        var writes = 0L;
        var tasks = new List<Task>();
        for (var writer = 0; writer < Writers; writer++)
        {
            var write = await open(writer, CancellationToken.None);
            tasks.Add(Task.Run(async () =>
            {
                for (var number = 0; !end.IsCancellationRequested; number++)
                {
                    await write(number);
                    Interlocked.Increment(ref writes);
                }
            }));
        }

        await Task.Delay(WritingTime);
        var counted = Interlocked.Read(ref writes);
        await end.CancelAsync();
        await Task.WhenAll(tasks);
        return counted;
    }

    /// <summary>Fresh processes that have 20,000 values in force, from each of the three places.</summary>
    private static async Task ColdStartsAsync(string postgreSql)
    {
        await using var redis = await RedisServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("options-scale-");
        try
        {
            var file = Path.Combine(folder.FullName, "options.json");
            await using (var database = new PostgreSqlOptionDatabase(postgreSql))
            {
                await database.InitializeAsync();
                for (var index = 0; index < Options; index += 1000)
                {
                    await database.CommitAsync(new(
                        Guid.NewGuid(), [.. Enumerable.Range(index, 1000).Select(static number => new StoreWrite(ColdStart.Key(number), "7"))], default, null, null, DateTime.UtcNow));
                }
            }

            Figures.PrintHead("Start of the store in a fresh process until 20,000 registered options have their values");
            foreach (var source in new[] { "database", "cache", "file" })
            {
                var times = new List<long>();
                for (var process = 0; process < 5; process++)
                {
                    times.Add(await StartAsync(source, postgreSql, redis.Address, file));
                }

                new Figures(times.Select(static time => time * (Stopwatch.Frequency / 1_000_000))).Print(source);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<long> StartAsync(string source, string postgreSql, string redis, string file)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["cold", source, postgreSql, redis, file]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? long.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The start from {source} failed: {output}");
    }

    private static StoreCommit Commit(string key, int number) =>
        new(Guid.NewGuid(), ImmutableArray.Create(new StoreWrite(key, number.ToString(CultureInfo.InvariantCulture))), default, "ops", "because", DateTime.UtcNow);
}
