using OptionsSdk.Errors;
using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.PostgreSql.Tests;

/// <summary>Servers that keep their connections and answer nothing. Alone, because threads of the process are counted.</summary>
[Collection(nameof(StandstillTests))]
[CollectionDefinition(nameof(StandstillTests), DisableParallelization = true)]
public sealed class StandstillTests(SharedServer shared) : PostgreSqlTests(shared)
{
    private const int Nodes = 30;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_PostgreSQL_stands_still_reads_go_on_and_no_thread_waits_for_it(bool onlyBackends)
    {
        await using var server = await PostgreSqlServer.StartAsync("fsync=off", "max_connections=200");
        var nodes = new List<(OptionStore Store, OptionManager Manager, OptionKey<int> Key)>();
        for (var number = 0; number < Nodes; number++)
        {
            var database = new PostgreSqlOptionDatabase(
                $"{server.ConnectionString()};Timeout=2;Application Name=node", new() { Schema = Schema, ReadTimeout = TimeSpan.FromSeconds(1) });
            var store = Own(new OptionStore(database, settings: new() { SyncInterval = TimeSpan.FromMilliseconds(200) }));
            var manager = new OptionManager(new OptionRegistry(), store);
            nodes.Add((store, manager, manager.Register("mail.port", 25)));
            await store.StartAsync(Cancellation);
        }

        await nodes[0].Store.WriteAsync(Commit(new StoreWrite("mail.port", "2525")), Cancellation);
        await UntilAsync(() => nodes.All(node => node.Manager.Get(node.Key) == 2525));
        var backends = onlyBackends ? await BackendsAsync(server) : [];
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var reader = Task.Factory.StartNew(() => Read(nodes, end.Token), end.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var threads = ThreadPool.ThreadCount;
        var most = threads;
        foreach (var process in onlyBackends ? backends : [server.ProcessId, .. await BackendsAsync(server)])
        {
            Signal.SendStop(process);
        }

        try
        {
            await UntilAsync(() =>
            {
                most = Math.Max(most, ThreadPool.ThreadCount);
                return nodes.All(node => node.Store.LastError is OptionStoreUnavailableException);
            });
            if (!onlyBackends)
            {
                await Assert.ThrowsAnyAsync<OptionException>(
                    async () => await nodes[0].Store.WriteAsync(Commit(new StoreWrite("mail.port", "1")), Cancellation));
            }
        }
        finally
        {
            foreach (var process in backends)
            {
                Signal.SendContinue(process);
            }

            if (!onlyBackends)
            {
                await ContinueAsync(server);
            }
        }

        Assert.True(most <= threads + (Nodes / 2), $"{threads} threads became {most}.");
        await UntilAsync(() => nodes.All(node => node.Store.LastError is null && node.Store.State == StoreState.Fresh));
        await nodes[1].Store.WriteAsync(Commit(new StoreWrite("mail.port", "2526")), Cancellation);
        await UntilAsync(() => nodes.All(node => node.Manager.Get(node.Key) == 2526));
        await end.CancelAsync();
        Assert.True(await reader > 0, "Nothing was read.");
        nodes.ForEach(node => node.Manager.Dispose());
    }

    private readonly List<int> _stopped = [];

    private async Task<int[]> BackendsAsync(PostgreSqlServer server)
    {
        var text = (string)(await SharedServer.ExecuteAsync(
            server.ConnectionString(), "select coalesce(string_agg(pid::text, ','), '') from pg_stat_activity where application_name like 'node%'"))!;
        int[] processes = [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, provider: null))];
        _stopped.AddRange(processes);
        return processes;
    }

    private Task ContinueAsync(PostgreSqlServer server)
    {
        Signal.SendContinue(server.ProcessId);
        _stopped.ForEach(Signal.SendContinue);
        return Task.CompletedTask;
    }

    private static long Read(List<(OptionStore Store, OptionManager Manager, OptionKey<int> Key)> nodes, CancellationToken end)
    {
        long reads = 0;
        while (!end.IsCancellationRequested)
        {
            foreach (var (_, manager, key) in nodes)
            {
                Assert.InRange(manager.Get(key), 25, 2526);
                reads++;
            }

            // The machine is shared with the servers.
            Thread.Yield();
        }

        return reads;
    }
}
