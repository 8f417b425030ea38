using System.Collections.Concurrent;
using System.Diagnostics;
using OptionsSdk.Errors;
using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>
/// Several stores over real servers, all of them writing, while networks and servers break. Afterwards everything that any of them ever
/// served or acknowledged is compared with the database's own log.
/// </summary>
internal sealed class ChaosRun(int seed, TimeSpan duration, Func<IOptionDatabase, IOptionDatabase>? around = null)
{
    private const int NodeCount = 4;
    private const int KeyCount = 20;
    private const string Schema = "chaos";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<ChaosWrite> _writes = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentQueue<StoreImage> _cached = new();

    /// <summary>Runs, and says what happened.</summary>
    /// <returns>What was violated, and a line of figures.</returns>
    public async Task<(IReadOnlyList<string> Violations, string Figures)> RunAsync()
    {
        await using var server = await PostgreSqlServer.StartAsync("fsync=off", "max_connections=200");
        await using var redis = await RedisServer.StartAsync();
        var nodes = Enumerable.Range(0, NodeCount).Select(_ => ChaosNode.Make(server, redis, Schema, around ?? (static database => database))).ToArray();
        try
        {
            foreach (var node in nodes)
            {
                await node.Store.StartAsync();
            }

            var faults = new ChaosFaults(new Random(seed), server, redis, nodes, Schema);
            var end = Task.Delay(duration);
            await Task.WhenAll([
                faults.BreakUntilAsync(end),
                .. nodes.Select((node, index) => WriteUntilAsync(node, new Random(seed + index + 1), index, end)),
                ReadCacheUntilAsync(nodes[0], end),
            ]);
            var healed = Stopwatch.GetTimestamp();
            var convergence = await ConvergeAsync(server, nodes) ? Stopwatch.GetElapsedTime(healed) : (TimeSpan?)null;
            var history = await ChaosHistory.ReadAsync(server.ConnectionString(), Schema);
            Judge(history, nodes);
            var acknowledged = _writes.Count(static write => write.Position is not null);
            var unknown = _writes.Count(static write => write is { Position: null, IsRefused: false });
            return (
                [.. _violations],
                $"seed {seed}: {acknowledged} writes acknowledged, {unknown} unknown, {_writes.Count - acknowledged - unknown} refused; " +
                $"{nodes.Sum(static node => node.Installed.Count)} images, {_cached.Count} read from Redis; {faults.Log.Count} faults; converged after {convergence}");
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    private async Task WriteUntilAsync(ChaosNode node, Random random, int index, Task end)
    {
        for (var number = 0; !end.IsCompleted; number++)
        {
            var keys = Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"k{random.Next(KeyCount)}").Distinct().ToArray();
            var writes = keys.Select(key => new StoreWrite(key, random.Next(5) == 0 ? null : $"\"{index}-{number}\"")).ToArray();
            var commit = new StoreCommit(Guid.NewGuid(), [.. writes], OptionChannel.Unknown, null, null, DateTime.UtcNow);
            var started = Stopwatch.GetTimestamp();
            StorePosition? position = null;
            var isRefused = false;
            try
            {
                var result = await node.Store.WriteAsync(commit);
                position = result.Outcome == StoreCommitOutcome.Unchanged ? null : result.Position;
                isRefused = result.Outcome == StoreCommitOutcome.Unchanged;
                if (result.LocallyVisible && node.Store.Image.Position < result.Position)
                {
                    _violations.Enqueue($"process {index} does not see its own write at {result.Position}");
                }
            }
            catch (OptionWriteOutcomeUnknownException)
            {
                // The history will tell.
            }
            catch (OptionStoreException)
            {
                isRefused = true;
            }

            _writes.Enqueue(new(commit.ChangeId, started, Stopwatch.GetTimestamp(), position, isRefused));
            await Task.Delay(random.Next(1, 20));
        }
    }

    private async Task ReadCacheUntilAsync(ChaosNode node, Task end)
    {
        while (!end.IsCompleted)
        {
            try
            {
                if (await node.Cache.ReadAsync() is { } image)
                {
                    _cached.Enqueue(image);
                }
            }
            catch (OptionStoreUnavailableException)
            {
                // That is what the run is for.
            }

            await Task.Delay(5);
        }
    }

    private async Task<bool> ConvergeAsync(PostgreSqlServer server, ChaosNode[] nodes)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            var head = (await ChaosHistory.ReadAsync(server.ConnectionString(), Schema)).Head;
            try
            {
                if (nodes.All(node => node.Store.Image.Position.Revision == head && node.Store.ImageSource == StoreImageSource.Database)
                    && (await nodes[0].Cache.ReadAsync())?.Position.Revision == head)
                {
                    return true;
                }
            }
            catch (OptionStoreUnavailableException)
            {
                // Redis comes back later than the others.
            }

            await Task.Delay(50);
        }

        _violations.Enqueue($"after {Patience} the processes stand at {string.Join(", ", nodes.Select(static node => node.Store.Image.Position))}");
        return false;
    }

    private void Judge(ChaosHistory history, ChaosNode[] nodes)
    {
        for (var index = 0; index < nodes.Length; index++)
        {
            StorePosition last = default;
            foreach (var image in nodes[index].Installed)
            {
                if (history.FindFault(image) is { } fault)
                {
                    _violations.Enqueue($"process {index} {fault}");
                }

                if (image.Position <= last)
                {
                    _violations.Enqueue($"process {index} went from {last} to {image.Position}");
                }

                last = image.Position;
            }
        }

        foreach (var fault in _cached.Select(history.FindFault).OfType<string>())
        {
            _violations.Enqueue($"Redis {fault}");
        }

        foreach (var write in _writes)
        {
            var made = history.Of(write.ChangeId);
            if (write.Position is { } position ? made is not [var revision] || revision != position.Revision : made.Count > (write.IsRefused ? 0 : 1))
            {
                _violations.Enqueue($"the change {write.ChangeId}, {(write.Position is null ? "not " : "")}acknowledged at {write.Position}, made the revisions {string.Join(", ", made)}");
            }
        }

        // Real time: a write that began after another was acknowledged has the higher revision.
        var latestEnd = long.MaxValue;
        foreach (var write in _writes.Where(static write => write.Position is not null).OrderByDescending(static write => write.Position!.Value.Revision))
        {
            if (write.Started > latestEnd)
            {
                _violations.Enqueue($"the change at {write.Position} began after one of a higher revision was acknowledged");
            }

            latestEnd = Math.Min(latestEnd, write.Ended);
        }
    }
}
