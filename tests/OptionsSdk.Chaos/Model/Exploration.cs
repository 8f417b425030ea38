using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Model;

/// <summary>
/// Visits every state that the protocol can reach within bounds, breadth first, so that the violation that is found first is a shortest one.
/// Every step of a process, of the cache and of the network between them may happen at any time.
/// </summary>
internal sealed class Exploration(Mutant mutant, Bounds bounds)
{
    private readonly Protocol _protocol = new(mutant);
    private readonly Dictionary<StorePosition, StoreImage> _truth = [];
    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<Visit> _waiting = new();

    /// <summary>The number of states that were visited.</summary>
    public int States => _seen.Count;

    /// <summary>Explores.</summary>
    /// <param name="limit">The largest number of states.</param>
    /// <returns>What went wrong and how, or null.</returns>
    public string? Run(int limit)
    {
        var origin = new Commit(StoreImage.From(new(1, 0, Guid.Empty), []));
        _truth[origin.Position] = origin.State;
        var start = new World([origin], null, null, [.. Enumerable.Repeat(Node.New, bounds.Nodes)], [], 1, bounds.Commits.Length, bounds.Losses, bounds.Failovers, bounds.Crashes, bounds.Rewinds, bounds.Forgeries);
        Enqueue(start, null, "start");
        while (_waiting.TryDequeue(out var visit))
        {
            if (States > limit)
            {
                throw new InvalidOperationException($"More than {limit} states.");
            }

            if (IsQuiet(visit.World) && FindDivergence(visit.World) is { } divergence)
            {
                return Describe(visit, divergence);
            }

            foreach (var (step, next) in Steps(visit.World))
            {
                if (FindViolation(visit.World, next) is { } violation)
                {
                    return Describe(new(next, visit, step), violation);
                }

                Enqueue(next, visit, step);
            }
        }

        return null;
    }

    private void Enqueue(World world, Visit? from, string step)
    {
        if (_seen.Add(world.Key()))
        {
            _waiting.Enqueue(new(world, from, step));
        }
    }

    private IEnumerable<(string Step, World Next)> Steps(World world)
    {
        for (var node = 0; node < bounds.Nodes; node++)
        {
            foreach (var step in StepsOf(world, node))
            {
                yield return step;
            }
        }

        foreach (var call in world.Calls)
        {
            yield return ($"the cache executes {Describe(call)}", Execute(world, call));
        }

        if (world is { Losses: > 0, Cache: not null })
        {
            yield return ("the cache loses everything", world with { Cache = null, Losses = world.Losses - 1 });
        }

        if (world is { Failovers: > 0, OlderCache: not null } && world.OlderCache.Position != world.Cache?.Position)
        {
            yield return ("the cache falls back", world with { Cache = world.OlderCache, OlderCache = null, Failovers = world.Failovers - 1 });
        }

        if (world is { Forgeries: > 0, Cache: { } cache })
        {
            var row = new StoreRow("a", World.Forgery, cache.Position.Revision, default, null, default, null);
            var forged = StoreImage.From(cache.Position, [.. cache.Rows.Values.Where(static known => known.Key != "a"), row]);
            yield return ("somebody forges what the cache holds", world with { Cache = forged, Forgeries = world.Forgeries - 1 });
        }

        for (var lost = 1; world.Rewinds > 0 && lost <= 2 && world.History.Length > lost; lost++)
        {
            yield return ($"the database loses {lost} commits", world with { History = world.History[..^lost], Rewinds = world.Rewinds - 1 });
        }
    }

    private IEnumerable<(string Step, World Next)> StepsOf(World world, int index)
    {
        var node = world.Nodes[index];
        if (world.Writes > 0 && node.Written is null)
        {
            var change = bounds.Commits[^world.Writes];
            var key = change.TrimStart('-');
            if (key == change || world.Head.State.Find(key) is not null)
            {
                yield return ($"{index} commits {change}", Commit(world, index, key, key != change));
            }
        }

        if (node.Written is { } delta)
        {
            yield return ($"{index} takes its write over", TakeOver(world, index, node, delta));
        }

        if (node.Tick is null)
        {
            var asked = With(world, index, node with { Tick = new(world.Cache?.Position, node.Confirmed, null, false) });
            yield return bounds.IsFine
                ? ($"{index} asks the cache where it stands", asked)
                : ($"{index} asks cache and database", Ask(asked, index, asked.Nodes[index]));
        }
        else if (node.Tick.Answer is null)
        {
            yield return ($"{index} asks the database", Ask(world, index, node));
        }
        else
        {
            yield return ($"{index} installs the answer", Install(world, index, node));
        }

        if (bounds.Follows || node.Image is null)
        {
            if (node.Fetched is { } fetched)
            {
                yield return ($"{index} takes what the cache brought", Follow(world, index, node, fetched));
            }
            else if (world.Cache is not null && world.Cache.Position != node.Image?.Position)
            {
                yield return ($"{index} fetches the cache", With(world, index, node with { Fetched = world.Cache }));
            }
        }

        if (world.Crashes > 0)
        {
            yield return ($"{index} dies and starts", With(world, index, Node.New) with { Crashes = world.Crashes - 1 });
        }
    }

    private World Commit(World world, int index, string key, bool isDeletion)
    {
        var head = world.Head.Position;
        var token = Token(world, $"{key} {isDeletion}");
        var next = new StorePosition(head.Epoch, head.Revision + 1, token);
        var row = new StoreRow(key, isDeletion ? null : $"{token}", next.Revision, default, null, default, null);
        var delta = new StoreDelta(head, next, false, [row]);
        var state = world.Head.State.Apply(delta)!;
        _truth.TryAdd(next, state);
        return With(world, index, world.Nodes[index] with { Written = delta }) with
        {
            History = world.History.Add(new(state)),
            Tokens = world.Tokens + 1,
            Writes = world.Writes - 1,
        };
    }

    private World TakeOver(World world, int index, Node node, StoreDelta delta)
    {
        var next = With(world, index, _protocol.Advance(node, delta) with { Written = null });
        return Send(next, new CacheCall(index, delta, null));
    }

    private World Ask(World world, int index, Node node)
    {
        var tick = node.Tick!;
        if (_protocol.Read(world, node.Confirmed) is { } answer)
        {
            return With(world, index, node with { Tick = tick with { Answer = answer } });
        }

        // The history that this process has seen is gone: the database begins another epoch above both, in one transaction.
        var (head, seen) = (world.Head.Position, node.Confirmed!.Position);
        var raised = new StorePosition(Math.Max(head.Epoch, seen.Epoch) + 1, Math.Max(head.Revision, seen.Revision) + 1, Token(world, $"{seen}"));
        var state = StoreImage.From(raised, [.. world.Head.State.Rows.Values]);
        _truth.TryAdd(raised, state);
        return With(world, index, node with { Tick = tick with { Answer = state } }) with
        {
            History = world.History.Add(new(state)),
            Tokens = world.Tokens + 1,
        };
    }

    private World Install(World world, int index, Node node)
    {
        var tick = node.Tick!;
        var installed = _protocol.Install(node, tick.Answer!, tick.IsOvertaken);

        // A claim that the answer could not judge is asked about again before anything else.
        if (tick.IsOvertaken && installed.IsClaim)
        {
            return With(world, index, installed with { Tick = tick with { Answer = null, IsOvertaken = false } });
        }

        var next = With(world, index, installed with { Tick = null });
        return Send(next, [.. _protocol.Repair(index, installed, tick)]);
    }

    private World Follow(World world, int index, Node node, StoreImage fetched)
    {
        var followed = _protocol.Follow(node, fetched) with { Fetched = null };
        if (followed.Image != node.Image && followed.Tick is { Answer: not null } tick)
        {
            followed = followed with { Tick = tick with { IsOvertaken = true } };
        }

        return With(world, index, followed);
    }

    private World Execute(World world, CacheCall call)
    {
        var (cache, needsImage) = _protocol.Execute(world.Cache, call);
        var next = world with
        {
            Cache = cache,
            OlderCache = world.Failovers > 0 && cache is not null && world.Cache is not null && cache.Position != world.Cache.Position ? world.Cache : world.OlderCache,
            Calls = world.Calls.Remove(call),
        };
        return needsImage && world.Nodes[call.Sender].Confirmed is { } image && image.Position >= call.Delta!.To
            ? Send(next, new CacheCall(call.Sender, null, image))
            : next;
    }

    // Calls beyond the bound are lost, as they may be anyhow: one that stays under way for ever is lost as well.
    private World Send(World world, params ReadOnlySpan<CacheCall> calls) =>
        world with { Calls = [.. world.Calls.Concat(calls.ToArray()).Take(bounds.Late)] };

    private static World With(World world, int index, Node node) => world with { Nodes = world.Nodes.SetItem(index, node) };

    private static bool IsQuiet(World world) => world.Nodes.All(static node => node is { Tick: null, Written: null, Fetched: null });

    private string? FindViolation(World before, World after)
    {
        for (var index = 0; index < bounds.Nodes; index++)
        {
            var (old, node) = (before.Nodes[index], after.Nodes[index]);
            if ((FindForeignContent(node.Confirmed) ?? (bounds.Forgeries == 0 ? FindForeignContent(node.Image) : null)) is { } wrong)
            {
                return $"process {index} holds {wrong}";
            }

            // A process that starts anew begins anew.
            if (node == Node.New)
            {
                continue;
            }

            if (old.Confirmed is { } confirmed && (node.Confirmed is null || node.Confirmed.Position < confirmed.Position))
            {
                return $"process {index} went back from {confirmed.Position} to {node.Confirmed?.Position}";
            }

            if (old is { Image: { } image, IsClaim: false } && node.Image!.Position < image.Position)
            {
                return $"process {index} served {image.Position} and then {node.Image.Position}";
            }

            if (old is { IsClaim: true, Tick.IsOvertaken: true } && node.Image!.Position < old.Image!.Position)
            {
                return $"process {index} gave {old.Image.Position} up for an older answer, {node.Image.Position}";
            }
        }

        if (bounds.Forgeries == 0 && FindForeignContent(after.Cache) is { } foreign)
        {
            return $"the cache holds {foreign}";
        }

        return before.Cache is { } cache && after.Cache is { } next && next.Position < cache.Position && after.Failovers == before.Failovers
            ? $"the cache went back from {cache.Position} to {next.Position}"
            : null;
    }

    private string? FindForeignContent(StoreImage? image)
    {
        if (image is null || image.Position.IsOrigin)
        {
            return null;
        }

        return !_truth.TryGetValue(image.Position, out var truth)
            ? $"{image.Position}, which never was"
            : StoreImageComparison.DifferentKeys(image, truth) is { IsEmpty: false } keys
                ? $"other values of {string.Join(", ", keys)} at {image.Position} than were committed"
                : null;
    }

    /// <summary>
    /// Lets three ticks of every process go by without faults, as the last thing that happens. Where values were forged they are the hourly
    /// ones, which compare what the cache holds.
    /// </summary>
    private string? FindDivergence(World world)
    {
        world = world with { Calls = [] };
        for (var round = 0; round < 3; round++)
        {
            for (var index = 0; index < bounds.Nodes; index++)
            {
                var node = world.Nodes[index];
                world = With(world, index, node with { Tick = new(world.Cache?.Position, node.Confirmed, null, false) });
                world = Ask(world, index, world.Nodes[index]);
                world = Install(world, index, world.Nodes[index]);
                if (bounds.Forgeries > 0 && world.Cache is { } held && FindForeignContent(held) is not null)
                {
                    world = world with { Cache = null, Calls = [new(index, null, world.Nodes[index].Image)] };
                }

                while (!world.Calls.IsEmpty)
                {
                    world = Execute(world, world.Calls[0]);
                }
            }
        }

        var head = world.Head.Position;
        for (var index = 0; index < bounds.Nodes; index++)
        {
            if (world.Nodes[index] is not { IsClaim: false, Image: { } image } || image.Position != head)
            {
                return $"after three ticks process {index} stands at {world.Nodes[index].Image?.Position}, the database at {head}";
            }
        }

        return world.Cache?.Position == head && FindForeignContent(world.Cache) is null ? null : $"after three ticks the cache stands at {world.Cache?.Position}, the database at {head}";
    }

    private static string Describe(CacheCall call) => call switch
    {
        { Delta: { } delta } => $"{call.Sender}'s delta {delta.From} to {delta.To}",
        { Image: { } image } => $"{call.Sender}'s image {image.Position}",
        _ => $"{call.Sender}'s emptying",
    };

    private static string Describe(Visit visit, string violation)
    {
        var steps = new Stack<string>();
        for (var current = visit; current is not null; current = current.From)
        {
            steps.Push(current.Step);
        }

        return $"{violation}, by: {string.Join("; ", steps)}.";
    }

    // One token for each history that ends with this commit, whichever way led to it.
    private static Guid Token(World world, string change)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{world.Head.Position} {world.Head.Position.Token} {world.Tokens} {change}"), hash);
        return new(hash[..16]);
    }

    private sealed record Visit(World World, Visit? From, string Step);
}
