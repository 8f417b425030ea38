using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using OptionsSdk.Chaos.Nodes.Commands;
using OptionsSdk.Chaos.Nodes.Events;
using OptionsSdk.Errors;
using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>
/// Four nodes over real servers, two of them processes of their own, all of them writing and reading, while networks, servers and nodes
/// break. Afterwards everything that any of them ever served or acknowledged is compared with the database's own log.
/// </summary>
internal sealed class ChaosRun(int seed, TimeSpan duration, ChaosMutant? mutant = null)
{
    private const string Schema = "chaos";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _violations = new();

    /// <summary>Runs, and says what happened.</summary>
    /// <returns>What was violated, and a line of figures.</returns>
    public async Task<(IReadOnlyList<string> Violations, string Figures)> RunAsync()
    {
        await using var server = await PostgreSqlServer.StartAsync("fsync=off", "max_connections=200");
        await using var redis = await RedisServer.StartAsync();
        using var folder = new TemporaryFolder();
        ChaosMember[] nodes =
        [
            new LocalMember(0, seed + 1, server, redis, Schema, OptionCacheMode.Standard, mutant),
            new LocalMember(1, seed + 2, server, redis, Schema, OptionCacheMode.ReadThrough, mutant),
            new ProcessMember(2, seed + 3, server, redis, Schema, OptionCacheMode.Standard, trustsRedis: true, folder["2.json"]),
            new ProcessMember(3, seed + 4, server, redis, Schema, OptionCacheMode.ReadThrough, trustsRedis: true, folder["3.json"]),
        ];
        await using var observer = new CacheObserver(redis.Address);
        try
        {
            await Task.WhenAll(nodes.Select(static node => node.StartAsync()));
            var faults = new ChaosFaults(seed, server, redis, nodes, Schema, observer);
            var connections = new ServerConnections(server, redis);
            var converged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var counting = connections.CountUntilAsync(converged.Task);
            var observing = observer.ObserveUntilAsync(converged.Task);
            TellAll(nodes, NodeCommandKind.Write);
            await faults.BreakUntilAsync(Task.Delay(duration));
            TellAll(nodes, NodeCommandKind.Rest);

            var healed = Stopwatch.GetTimestamp();
            var convergence = await ConvergeAsync(server, nodes, observer) ? Stopwatch.GetElapsedTime(healed) : (TimeSpan?)null;
            converged.SetResult();
            await Task.WhenAll(counting, observing);
            if (await connections.FindFaultAsync() is { } fault)
            {
                _violations.Enqueue(fault);
            }

            var standings = await Task.WhenAll(nodes.Select(static node => node.AskAsync()));
            foreach (var node in nodes)
            {
                await node.EndAsync();
            }

            var history = await ChaosHistory.ReadAsync(server.ConnectionString(), Schema);
            var judge = new ChaosJudge(history, nodes, observer);
            string[] violations =
            [
                .. _violations,
                .. standings.Index().Select(pair => (pair.Index, Fault: history.FindFault(pair.Item.Position, pair.Item.Values)))
                    .Where(static pair => pair.Fault is not null).Select(static pair => $"what typed reads of node {pair.Index} give {pair.Fault}"),
                .. judge.FindFaults(),
            ];
            return (violations, Describe(judge, faults, observer, violations.Length, convergence, connections));
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    private static void TellAll(ChaosMember[] nodes, NodeCommandKind command)
    {
        foreach (var node in nodes)
        {
            node.Execute(new(command));
        }
    }

    private string Describe(ChaosJudge judge, ChaosFaults faults, CacheObserver observer, int violations, TimeSpan? convergence, ServerConnections connections)
    {
        var acknowledged = judge.Writes.Count(static write => write.Ended?.Position is not null);
        var refused = judge.Writes.Count(static write => write.Ended is { IsRefused: true });
        var repeated = judge.Writes.Count(static write => write.Ended is { IsRepeated: true });
        var installs = judge.Totals.SelectMany(static totals => totals.Installs).GroupBy(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group => $"{group.Key} {group.Sum()}");
        var kinds = faults.Log.GroupBy(static fault => fault, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => $"{group.Key} {group.Count()}");
        return
            $"seed {seed}, {duration.TotalSeconds:0} s: {acknowledged} writes acknowledged, {judge.Writes.Count - acknowledged - refused} unknown, {refused} refused, {repeated} duplicates avoided; " +
            $"{judge.Totals.Sum(static totals => totals.Reads):N0} reads, 999 of 1000 below {judge.SlowRead.TotalMicroseconds:0.#} µs; " +
            $"images installed by {string.Join(", ", installs)}; {observer.Images.Count()} seen in Redis; {connections.Most}; " +
            $"{violations} violations; converged after {convergence?.TotalMilliseconds:0} ms; {faults.Log.Count} faults: {string.Join(", ", kinds)}";
    }

    private async Task<bool> ConvergeAsync(PostgreSqlServer server, ChaosMember[] nodes, CacheObserver observer)
    {
        var started = Stopwatch.GetTimestamp();
        (long Head, IReadOnlyList<NodeStanding> Standings, StorePosition? Cached) state = (0, [], null);
        await using var source = NpgsqlDataSource.Create($"{server.ConnectionString()};Pooling=false");
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            try
            {
                await using var command = source.CreateCommand($"select revision from \"{Schema}\".opt_head");
                var head = (long)(await command.ExecuteScalarAsync())!;
                state = (head, await Task.WhenAll(nodes.Select(static node => node.AskAsync())), (await observer.ReadAsync())?.Position);
                if (state.Standings.All(standing => standing.Position.Revision == head && standing.Source == StoreImageSource.Database)
                    && state.Cached?.Revision == head)
                {
                    return true;
                }
            }
            catch (Exception exception) when (exception is OptionStoreUnavailableException or NpgsqlException)
            {
                // A server comes back later than the others.
            }

            await Task.Delay(50);
        }

        _violations.Enqueue(
            $"after {Patience} the database stands at {state.Head}, nodes at {string.Join(", ", state.Standings.Select(static standing => $"{standing.Position} ({standing.Source})"))}, Redis at {state.Cached}");
        return false;
    }
}
