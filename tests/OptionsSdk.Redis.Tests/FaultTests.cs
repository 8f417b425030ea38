using System.Collections.Concurrent;
using System.Diagnostics;
using OptionsSdk.Errors;
using OptionsSdk.Servers;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Tests;

/// <summary>A server of each test's own, which dies, stops and falls silent.</summary>
public sealed class FaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_server_a_call_fails_in_time_and_later_ones_succeed()
    {
        await using var server = await RedisServer.StartAsync();
        await server.KillAsync();
        await using var cache = new RedisOptionCache($"{server.Address},password=hunter2", new() { CommandTimeout = TimeSpan.FromMilliseconds(200) });
        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await cache.ReadPositionAsync(Cancellation));
        Assert.DoesNotContain("hunter2", error + cache.Name, StringComparison.Ordinal);
        Assert.Contains(server.Address, error.Problem, StringComparison.Ordinal);

        await server.StartAgainAsync();
        await using var other = new RedisOptionCache(server.Address, Patient());
        await SucceedAsync(async () => await other.PutAsync(Image(1), Cancellation));
    }

    [Fact]
    public async Task A_restarted_server_is_empty_is_told_of_and_is_filled_again()
    {
        await using var server = await RedisServer.StartAsync();
        await using var cache = new RedisOptionCache(server.Address, Patient());
        await cache.PutAsync(Image(3), Cancellation);
        var heard = new ConcurrentQueue<long>();
        await using var watch = await cache.WatchAsync(heard.Enqueue, Cancellation);

        await server.KillAsync();
        await server.StartAgainAsync();
        await UntilAsync(() => Task.FromResult(heard.Contains(0)));
        await SucceedAsync(async () => await cache.ReadPositionAsync(Cancellation));
        Assert.Null(await cache.ReadPositionAsync(Cancellation));
        await SucceedAsync(async () => await cache.PutAsync(Image(4), Cancellation));
        await UntilAsync(() => Task.FromResult(heard.Contains(4)));
    }

    [Fact]
    public async Task A_watch_that_a_slow_first_connection_outlasts_stands_later_and_tells_that_it_may_have_missed_something()
    {
        await using var server = await RedisServer.StartAsync();
        await using var proxy = new TcpProxy(server.Port);
        proxy.Swallow();
        await using var cache = new RedisOptionCache(
            $"127.0.0.1:{proxy.Port}", new() { CommandTimeout = TimeSpan.FromMilliseconds(100), ImageTimeout = TimeSpan.FromSeconds(5) });
        var heard = new ConcurrentQueue<long>();

        await using var watch = await cache.WatchAsync(heard.Enqueue, Cancellation);
        Assert.Empty(heard);
        proxy.Pass();
        await UntilAsync(() => Task.FromResult(heard.Contains(0)));

        await using var writer = new RedisOptionCache(server.Address, Patient());
        await SucceedAsync(async () => await writer.PutAsync(Image(3), Cancellation));
        await UntilAsync(() => Task.FromResult(heard.Contains(3)));
        await writer.ApplyAsync(new(Image(3).Position, Image(4).Position, false, []), Cancellation);
        await UntilAsync(() => Task.FromResult(heard.Contains(4)));
        Assert.Equal(1, heard.Count(revision => revision == 4));
    }

    [Fact]
    public async Task A_watch_that_is_disposed_before_it_stands_hears_nothing()
    {
        await using var server = await RedisServer.StartAsync();
        await server.KillAsync();
        await using var cache = new RedisOptionCache(server.Address, new() { CommandTimeout = TimeSpan.FromMilliseconds(100) });
        var heard = new ConcurrentQueue<long>();
        var watch = await cache.WatchAsync(heard.Enqueue, Cancellation);
        var other = new ConcurrentQueue<long>();
        await using var second = await cache.WatchAsync(other.Enqueue, Cancellation);

        await watch.DisposeAsync();
        await server.StartAgainAsync();
        await UntilAsync(() => Task.FromResult(other.Contains(0)));

        Assert.Empty(heard);
    }

    [Fact]
    public async Task A_push_is_proved_while_the_server_answers_on_the_connection_of_the_subscription()
    {
        await using var server = await RedisServer.StartAsync();
        await using var cache = new RedisOptionCache(server.Address);
        await SucceedAsync(async () => await cache.PutAsync(Image(3), Cancellation));
        Assert.False(await cache.ProveAsync(Cancellation));
        var watch = await cache.WatchAsync(static _ => { }, Cancellation);
        await UntilAsync(async () => await cache.ProveAsync(Cancellation));

        Signal.SendStop(server.ProcessId);
        Assert.False(await cache.ProveAsync(Cancellation));
        Signal.SendContinue(server.ProcessId);
        await UntilAsync(async () => await cache.ProveAsync(Cancellation));

        await watch.DisposeAsync();
        Assert.False(await cache.ProveAsync(Cancellation));
    }

    [Fact]
    public async Task A_stopped_server_costs_no_more_than_the_budget_and_then_nothing()
    {
        await using var server = await RedisServer.StartAsync();
        await using var cache = new RedisOptionCache(server.Address, new() { CommandTimeout = TimeSpan.FromMilliseconds(250), ImageTimeout = TimeSpan.FromMilliseconds(250) });
        await SucceedAsync(async () => await cache.PutAsync(Image(3), Cancellation));
        Signal.SendStop(server.ProcessId);
        try
        {
            // The budget is far below every time-out of the client itself, the shortest of which is 5 seconds.
            var watch = Stopwatch.StartNew();
            var refused = 0;
            for (var attempt = 0; attempt < 20; attempt++)
            {
                var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await cache.ReadPositionAsync(Cancellation));
                refused += error.Problem.Contains("was not asked", StringComparison.Ordinal) ? 1 : 0;
            }

            Assert.True(refused > 0, "The breaker did not open.");
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "A budget did not hold.");
        }
        finally
        {
            Signal.SendContinue(server.ProcessId);
        }

        await SucceedAsync(async () => Assert.Equal(Position(3), await cache.ReadPositionAsync(Cancellation)));
    }

    [Fact]
    public async Task A_caller_as_impatient_as_the_budget_opens_the_breaker_too()
    {
        await using var server = await RedisServer.StartAsync();
        await using var cache = new RedisOptionCache(server.Address, new() { CommandTimeout = TimeSpan.FromMilliseconds(200) });
        await SucceedAsync(async () => await cache.ReadPositionAsync(Cancellation));
        Signal.SendStop(server.ProcessId);
        try
        {
            await UntilAsync(async () =>
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));
                var error = await Record.ExceptionAsync(async () => await cache.ReadPositionAsync(patience.Token));
                return error is OptionStoreUnavailableException { Problem: var problem } && problem.Contains("was not asked", StringComparison.Ordinal);
            });
        }
        finally
        {
            Signal.SendContinue(server.ProcessId);
        }
    }

    [Fact]
    public async Task Behind_a_black_hole_budgets_hold_and_the_late_write_does_no_harm()
    {
        await using var server = await RedisServer.StartAsync();
        await using var proxy = new TcpProxy(server.Port);
        await using var far = new RedisOptionCache($"127.0.0.1:{proxy.Port}", new() { CommandTimeout = TimeSpan.FromMilliseconds(300) });
        await using var near = new RedisOptionCache(server.Address, Patient());
        await SucceedAsync(async () => await near.PutAsync(Image(3), Cancellation));
        await SucceedAsync(async () => await far.ReadPositionAsync(Cancellation));

        proxy.Swallow();
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await far.ApplyAsync(Delta(3, 4), Cancellation));
        Assert.Equal(CacheApplyOutcome.Applied, await near.ApplyAsync(Delta(3, 4), Cancellation));
        Assert.Equal(CacheApplyOutcome.Applied, await near.ApplyAsync(Delta(4, 5), Cancellation));
        proxy.Pass();
        await SucceedAsync(async () => Assert.Equal(Position(5), await far.ReadPositionAsync(Cancellation)));
        Assert.Equal("5", (await near.ReadAsync(Cancellation))!.Find("a")!.Value);
    }

    [Fact]
    public async Task A_replica_that_lost_writes_is_an_older_prefix_and_is_brought_forward()
    {
        await using var first = await RedisServer.StartAsync();
        await using var second = await RedisServer.StartAsync("--replicaof", "127.0.0.1", first.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await using var cache = new RedisOptionCache(first.Address, Patient());
        await using var administrator = await ConnectionMultiplexer.ConnectAsync($"{second.Address},allowAdmin=true");
        var replica = administrator.GetDatabase();
        await SucceedAsync(async () => await cache.PutAsync(Image(3), Cancellation));
        await UntilAsync(async () => await replica.HashGetAsync("opt:{default}:s", "_rev") == "0000000000000000003");
        await replica.ExecuteAsync("REPLICAOF", "NO", "ONE");

        // Acknowledged by the first, and lost with it.
        await cache.ApplyAsync(Delta(3, 4), Cancellation);
        await cache.ApplyAsync(Delta(4, 5), Cancellation);
        await first.KillAsync();

        await using var after = new RedisOptionCache(second.Address, Patient());
        Assert.Equal("3", (await after.ReadAsync(Cancellation))!.Find("a")!.Value);
        Assert.Equal(CacheApplyOutcome.DoesNotFit, await after.ApplyAsync(Delta(5, 6), Cancellation));
        Assert.Equal(CacheApplyOutcome.Applied, await after.PutAsync(Image(6), Cancellation));
        Assert.Equal("6", (await after.ReadAsync(Cancellation))!.Find("a")!.Value);
    }

    [Fact]
    public async Task A_connection_of_the_application_is_used_and_not_closed()
    {
        await using var server = await RedisServer.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Address);
        await using (var cache = new RedisOptionCache(connection, Patient()))
        {
            await cache.PutAsync(Image(3), Cancellation);
        }

        Assert.True(connection.IsConnected);
        Assert.True(await connection.GetDatabase().KeyExistsAsync("opt:{default}:s"));
    }

    private static RedisOptionCacheSettings Patient() => new() { CommandTimeout = Servers.Patience, ImageTimeout = Servers.Patience };

    private static StorePosition Position(long revision) => new(1, revision, new Guid((int)revision, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));

    private static StoreRow Row(long revision) => new("a", $"{revision}", revision, DateTime.UnixEpoch, null, OptionChannel.Unknown, null);

    private static StoreImage Image(long revision) => StoreImage.From(Position(revision), [Row(revision)]);

    private static StoreDelta Delta(long from, long to) => new(Position(from), Position(to), false, [Row(to)]);

    private static Task SucceedAsync(Func<Task> attempt) => UntilAsync(async () =>
    {
        try
        {
            await attempt();
            return true;
        }
        catch (OptionStoreUnavailableException)
        {
            return false;
        }
    });

    private static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        var watch = Stopwatch.StartNew();
        while (!await isDone())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "It did not happen within a minute.");
            await Task.Delay(20, Cancellation);
        }
    }
}
