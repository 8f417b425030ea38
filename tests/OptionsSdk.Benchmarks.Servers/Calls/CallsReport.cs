using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using OptionsSdk.Benchmarks.Servers.Propagation;
using OptionsSdk.PostgreSql;
using OptionsSdk.Redis;
using OptionsSdk.Servers;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Benchmarks.Servers.Calls;

/// <summary>Single calls of the two stores beside what the drivers under them need for the least that does the same.</summary>
internal static class CallsReport
{
    private const int Rows = 1_500;

    public static async Task RunAsync()
    {
        await using var redis = await RedisServer.StartAsync();
        await RedisAsync(redis.Address);
        await using var postgreSql = await PostgreSqlServer.StartAsync();
        await PostgreSqlAsync(postgreSql.ConnectionString());
    }

    private static string Key(int index) => string.Create(CultureInfo.InvariantCulture, $"load{index / 10}.number{index % 10}");

    private static StorePosition At(long revision) => new(1, revision, new Guid((int)revision, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]));

    private static StoreRow Row(int index, long revision) =>
        new(Key(index), string.Create(CultureInfo.InvariantCulture, $"{revision + index}"), revision, DateTime.UnixEpoch, "ops", default, "because");

    private static async Task RedisAsync(string address)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(address);
        var server = connection.GetDatabase();
        await using var cache = new RedisOptionCache(connection);
        var revision = 1L;
        await cache.PutAsync(StoreImage.From(At(revision), [.. Enumerable.Range(0, Rows).Select(static index => Row(index, 1))]));
        await server.StringSetAsync("floor", "1234");
        RedisKey hash = "opt:{default}:s";
        var turns = new Turns();
        turns.Add("StringGetAsync", () => server.StringGetAsync("floor"));
        turns.Add("change of one option with PUBLISH", async () =>
        {
            var next = revision + 1;
            var outcome = await cache.ApplyAsync(new(At(revision), At(next), false, [Row((int)(next % Rows), next)]));
            revision = next;
            Require(outcome == CacheApplyOutcome.Applied);
        });
        var one = await turns.RunAsync("Redis, one option", 5_000);
        turns = new();
        turns.Add("HGETALL", () => server.HashGetAllAsync(hash));
        turns.Add("image, checked and built", async () => Require((await cache.ReadAsync())?.Rows.Count == Rows));
        var all = await turns.RunAsync("Redis, 1,500 options", 500);
        Figures.PrintGoal("P2: conditional write and publish / StringGetAsync", one["change of one option with PUBLISH"].Median / one["StringGetAsync"].Median, 1.3);
        Figures.PrintGoal("P6: image of 1,500 / HGETALL", all["image, checked and built"].Median / all["HGETALL"].Median, 1.2);
    }

    private static async Task PostgreSqlAsync(string connectionString)
    {
        await using var database = new PostgreSqlOptionDatabase(connectionString);
        await database.InitializeAsync();
        await database.CommitAsync(Commit([.. Enumerable.Range(0, Rows).Select(static index => new StoreWrite(Key(index), "1"))]));

        // As in a store that follows: notifications that get through let statements be prepared.
        var listening = new TaskCompletionSource();
        await using var watch = await database.WatchAsync(_ => listening.TrySetResult());
        await listening.Task;
        await using var writer = await RawWriter.OpenAsync(connectionString);
        for (var index = 0; index < Rows; index++)
        {
            await writer.UpsertAsync(1, Key(index));
        }

        var contexts = new PooledDbContextFactory<FloorContext>(new DbContextOptionsBuilder<FloorContext>().UseNpgsql(connectionString).Options);
        await using var source = NpgsqlDataSource.Create(connectionString);
        var number = 0;
        var turns = new Turns();
        turns.Add("durable upsert by Npgsql", () => writer.UpsertAsync(++number, Key(number % Rows)));
        turns.Add("commit of one option: lock, change id, row, log, NOTIFY", async () =>
        {
            var key = Key(++number % Rows);
            await database.CommitAsync(Commit([new(key, string.Create(CultureInfo.InvariantCulture, $"{number}"))]));
        });
        turns.Add("EF Core: read, modify, SaveChanges", async () =>
        {
            await using var context = await contexts.CreateDbContextAsync();
            var key = Key(++number % Rows);
            var row = await context.Set<FloorRow>().SingleAsync(row => row.Key == key);
            row.Value = string.Create(CultureInfo.InvariantCulture, $"{number}");
            row.Revision = number;
            await context.SaveChangesAsync();
        });
        var one = await turns.RunAsync("PostgreSQL, one option", 2_000);
        turns = new();
        turns.Add("three columns by Npgsql", async () => await ReadRawAsync(source, "key, value, revision"));
        turns.Add("the same seven columns by Npgsql", async () => await ReadRawAsync(source, "key, value, revision, updated_at, updated_by, channel, reason"));
        turns.Add("whole state, checked", async () => Require((await database.ReadAsync(StorePosition.Origin)).Rows.Length == Rows));
        turns.Add("EF Core, tracked", async () =>
        {
            await using var context = await contexts.CreateDbContextAsync();
            Require((await context.Set<FloorRow>().ToListAsync()).Count == Rows);
        });
        var all = await turns.RunAsync("PostgreSQL, 1,500 options", 500);
        Figures.PrintGoal(
            "P3: commit / durable upsert",
            one["commit of one option: lock, change id, row, log, NOTIFY"].Median / one["durable upsert by Npgsql"].Median,
            1.15);
        Figures.PrintGoal(
            "P3: EF Core read, modify, SaveChanges / commit",
            one["EF Core: read, modify, SaveChanges"].Median / one["commit of one option: lock, change id, row, log, NOTIFY"].Median,
            3,
            ">=");
        Figures.PrintGoal("P5: whole state / three columns by Npgsql", all["whole state, checked"].Median / all["three columns by Npgsql"].Median, 1.25);
        Figures.PrintGoal("P5: EF Core, tracked / whole state", all["EF Core, tracked"].Median / all["whole state, checked"].Median, 2, ">=");
    }

    private static async Task ReadRawAsync(NpgsqlDataSource source, string columns)
    {
        await using var command = source.CreateCommand($"select {columns} from options.opt_value where ns = 'default'");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<string, (string Value, long Revision)>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0), (reader.GetString(1), reader.GetInt64(2)));
            for (var column = 3; column < reader.FieldCount; column++)
            {
                GC.KeepAlive(reader.GetValue(column));
            }
        }

        Require(rows.Count == Rows);
    }

    private static StoreCommit Commit(ImmutableArray<StoreWrite> writes) => new(Guid.NewGuid(), writes, default, "ops", "because", DateTime.UtcNow);

    private static void Require(bool isTrue)
    {
        if (!isTrue)
        {
            throw new InvalidOperationException("A call did not do what is measured.");
        }
    }
}
