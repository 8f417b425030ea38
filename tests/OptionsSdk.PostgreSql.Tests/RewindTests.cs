using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.PostgreSql.Tests;

/// <summary>Databases whose history goes back under running stores: a failover that loses commits, and a restored backup.</summary>
public sealed class RewindTests(SharedServer shared) : PostgreSqlTests(shared)
{
    private const int EpochRaised = 5433;
    private readonly ListLogger _log = new();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    [InlineData(1, 4)]
    public async Task A_failover_that_lost_commits_begins_one_new_epoch_and_all_nodes_stand_at_the_new_head(int lost, int written)
    {
        await using var primary = await PostgreSqlServer.StartAsync("fsync=off");
        await using var proxy = new TcpProxy(primary.Port);
        var nodes = await StartNodesAsync(proxy.Port);
        await WriteAsync(nodes[0], "kept", "1");
        await using var standby = await primary.StartStandbyAsync();
        var kept = await WriteAsync(nodes[1], "changed", "before");
        await SharedServer.ExecuteAsync(primary.ConnectionString(), "select pg_switch_wal()");
        await UntilAsync(async () => Equals(
            kept.Revision,
            await SharedServer.ExecuteAsync(standby.ConnectionString(), $"select revision from {Schema}.opt_head")));

        // The standby stops following, and the primary's next commits die with it.
        await SharedServer.ExecuteAsync(standby.ConnectionString(), "alter system set primary_conninfo = ''");
        await SharedServer.ExecuteAsync(standby.ConnectionString(), "select pg_reload_conf()");
        await UntilAsync(async () => Equals(0L, await SharedServer.ExecuteAsync(standby.ConnectionString(), "select count(*) from pg_stat_wal_receiver")));
        var seen = kept;
        for (var number = 0; number < lost; number++)
        {
            seen = await WriteAsync(nodes[number % 3], "changed", $"lost {number}");
        }

        await WriteAsync(nodes[0], "invented", "lost");
        await UntilAsync(() => nodes.All(node => node.Image.Find("invented") is not null));
        await primary.StopAsync();
        await SharedServer.ExecuteAsync(standby.ConnectionString(), "select pg_promote()");
        var promoted = await OpenAsync($"{standby.ConnectionString()};Timeout=30");
        for (var number = 0; number < written; number++)
        {
            await SetAsync(promoted, "changed", $"new {number}");
        }

        proxy.Target = standby.Port;
        proxy.Cut();

        await AssertOneNewEpochAsync(nodes, promoted, seen, written > 0 ? $"new {written - 1}" : "before");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task A_backup_that_is_restored_under_running_nodes_begins_one_new_epoch_and_all_stand_at_its_head(int written)
    {
        await using var server = await PostgreSqlServer.StartAsync("fsync=off");
        await using var proxy = new TcpProxy(server.Port);
        var nodes = await StartNodesAsync(proxy.Port);
        await WriteAsync(nodes[0], "kept", "1");
        await WriteAsync(nodes[1], "changed", "before");
        await server.BackUpAsync();
        await WriteAsync(nodes[2], "changed", "lost");
        var seen = await WriteAsync(nodes[0], "invented", "lost");
        await UntilAsync(() => nodes.All(node => node.Image.Position == seen));

        // Nobody follows until somebody else has written to the restored database as far as, or further than, anybody has seen.
        proxy.Refuse();
        await server.RestoreAsync();
        var other = await OpenAsync($"{server.ConnectionString()};Timeout=30");
        for (var number = 0; number < written; number++)
        {
            await SetAsync(other, "changed", $"new {number}");
        }

        proxy.Pass();

        await AssertOneNewEpochAsync(nodes, other, seen, written > 0 ? $"new {written - 1}" : "before");
    }

    private async Task AssertOneNewEpochAsync(OptionStore[] nodes, PostgreSqlOptionDatabase database, StorePosition seen, string changed)
    {
        await UntilAsync(() => nodes.All(node => node.Image.Position.Epoch > seen.Epoch));
        var truth = await ReadAsync(database);
        Assert.Equal(seen.Epoch + 1, truth.Position.Epoch);
        await UntilAsync(() => nodes.All(node => node.Image.Position == truth.Position));
        foreach (var node in nodes)
        {
            Assert.Equal(changed, node.Image.Find("changed")!.Value);
            Assert.Equal("1", node.Image.Find("kept")!.Value);
            Assert.Null(node.Image.Find("invented"));
            Assert.True(StoreImageComparison.AreEqual(truth, node.Image));
        }

        Assert.Equal(1, _log.Count(EpochRaised));

        // The fleet goes on: what one writes, all have, and the epoch stays.
        var next = await WriteAsync(nodes[2], "after", "1");
        Assert.Equal(truth.Position.Epoch, next.Epoch);
        await UntilAsync(() => nodes.All(node => node.Image.Find("after")?.Value == "1"));
    }

    private async Task<OptionStore[]> StartNodesAsync(int port)
    {
        var nodes = new List<OptionStore>();
        for (var number = 0; number < 3; number++)
        {
            var database = new PostgreSqlOptionDatabase(
                $"{Shared.ConnectionString(port: port)};Timeout=2", new() { Schema = Schema, ListenKeepAlive = TimeSpan.FromSeconds(1) }, _log);
            var node = Own(new OptionStore(database, settings: new() { SyncInterval = TimeSpan.FromMilliseconds(200), WriteRetryBudget = TimeSpan.FromSeconds(30) }));
            await node.StartAsync(Cancellation);
            nodes.Add(node);
        }

        return [.. nodes];
    }

    private static async Task<StorePosition> WriteAsync(OptionStore node, string key, string value) =>
        (await node.WriteAsync(Commit(new StoreWrite(key, value)), Cancellation)).Position;

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var isMet = false;
        while (!isMet)
        {
            isMet = await condition();
            await Task.Delay(20, Cancellation);
        }
    }
}
