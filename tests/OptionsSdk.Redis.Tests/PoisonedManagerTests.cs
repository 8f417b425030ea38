using OptionsSdk.Sqlite;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Tests;

/// <summary>What a manager makes of a Redis that somebody else wrote to, while the database is away.</summary>
public sealed class PoisonedManagerTests(Servers servers) : RedisTest(servers)
{
    private static readonly string[] Malformed =
    [
        "", "{", "[[[", "nul", "NaN", "1e400", "01", "\"unterminated", "\"\\ud800\"", "{\"a\":1,\"a\":2}", "{\"$type\":\"x\"}", "null", "\u0001", "[1,2,]", "1 2",
    ];

    [Fact]
    public async Task Values_that_do_not_fit_keep_the_last_good_one_and_others_change()
    {
        await using var store = OpenStore();
        using var manager = new OptionManager(new OptionRegistry(), store);
        var (fine, port, name, rate, time) = (
            manager.Register("fine", 0), manager.Register("port", 25), manager.Register("name", "a"), manager.Register("rate", 0.5), manager.Register("time", TimeSpan.Zero));
        var attacker = Open();
        await attacker.PutAsync(With(1, "25", "\"b\"", "0.25", "\"00:00:07\""), Cancellation);
        await store.StartAsync(Cancellation);
        await UntilAsync(() => Task.FromResult(manager.Get(fine) == 1));

        for (var index = 0; index < Malformed.Length; index++)
        {
            var bad = Malformed[index];
            await attacker.PutAsync(With(index + 2, bad, bad, bad, bad), Cancellation);
            await UntilAsync(() => Task.FromResult(manager.Get(fine) == index + 2));
            Assert.Equal((25, "b", 0.25, TimeSpan.FromSeconds(7)), (manager.Get(port), manager.Get(name), manager.Get(rate), manager.Get(time)));
            Assert.Equal(4, manager.InvalidValues.Count);
        }
    }

    [Theory]
    [InlineData("_epoch", "0000000000000000002")]
    [InlineData("_epoch", "x")]
    [InlineData("_epoch", null)]
    [InlineData("_rev", "9223372036854775807")]
    [InlineData("_rev", "-1")]
    [InlineData("_rev", null)]
    [InlineData("_tok", "x")]
    [InlineData("_tok", null)]
    [InlineData("row", "1 9 0 0 4 - - -\nfine99")]
    [InlineData("row", "\u001b")]
    [InlineData("other", "1 1 0 0 5 - - -\nother99")]
    public async Task A_field_that_somebody_forged_changes_nothing_in_a_process_that_runs(string field, string? content)
    {
        await using var store = OpenStore();
        using var manager = new OptionManager(new OptionRegistry(), store);
        var fine = manager.Register("fine", 0);
        await Open().PutAsync(With(1, "25", "\"b\"", "0.25", "\"00:00:07\""), Cancellation);
        await store.StartAsync(Cancellation);
        await UntilAsync(() => Task.FromResult(manager.Get(fine) == 1));
        RedisValue name = field == "row" ? OptionCacheKey.For("fine") : field;
        await (content is null ? Redis.HashDeleteAsync(ImageKey, name) : Redis.HashSetAsync(ImageKey, name, content));

        // Ticks look at it, and so does everybody who starts.
        await Redis.PublishAsync(RedisChannel.Literal(Channel), 9);
        var asked = new SemaphoreSlim(0);
        using var ticks = new Timer(_ => asked.Release(), null, 50, 50);
        for (var tick = 0; tick < 6; tick++)
        {
            await asked.WaitAsync(Cancellation);
            Assert.Equal(1, manager.Get(fine));
        }

        await using var cold = OpenStore();
        using var other = new OptionManager(new OptionRegistry(), cold);
        var same = other.Register("fine", 0);
        await cold.StartAsync(Cancellation);
        Assert.InRange(other.Get(same), 0, 1);
        Assert.Empty(other.InvalidValues);
    }

    private static StoreImage With(long revision, string port, string name, string rate, string time) => Image(
        revision, Row("fine", $"{revision}", revision), Row("port", port, revision), Row("name", name, revision), Row("rate", rate, revision), Row("time", time, revision));

    /// <summary>A store whose database is never there, and whose Redis is trusted for that long.</summary>
    private OptionStore OpenStore() => new(
        new SqliteOptionDatabase("Data Source=/missing/folder/options.db", new() { Namespace = Namespace }),
        Open(new() { Namespace = Namespace, TrustRedis = true, CommandTimeout = Servers.Patience, ImageTimeout = Servers.Patience }),
        new() { SyncInterval = TimeSpan.FromMilliseconds(50), CacheTimeout = Servers.Patience });
}
