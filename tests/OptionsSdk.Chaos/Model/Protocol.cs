using Microsoft.Extensions.Logging.Abstractions;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Model;

/// <summary>
/// The parts of the protocol as they are implemented: the process' replica and the cache are the real classes, the rules of the repair are
/// those of the store. A mutant changes one of them.
/// </summary>
internal sealed class Protocol(Mutant mutant)
{
    /// <summary>What the cache holds after a call, and whether it asks for the whole image instead.</summary>
    public (StoreImage? Cache, bool NeedsImage) Execute(StoreImage? cache, CacheCall call)
    {
        if (call.Image is { } image)
        {
            return (mutant == Mutant.CacheTakesOlderImage ? image : Put(cache, image), false);
        }

        return call.Delta is { } delta ? Apply(cache, delta) : (null, false);
    }

    /// <summary>Takes over an answer of the database.</summary>
    public Node Install(Node node, StoreImage answer, bool isOvertaken)
    {
        if (mutant == Mutant.ReplicaTakesOlderAnswer)
        {
            return node with { Confirmed = answer, Image = answer };
        }

        var replica = Load(node);
        replica.Install(answer, isOvertaken && mutant != Mutant.OlderAnswerJudgesClaim ? replica.Claims - 1 : replica.Claims, "model");
        return Save(node, replica);
    }

    /// <summary>Takes over the process' own commit.</summary>
    public Node Advance(Node node, StoreDelta delta)
    {
        if (mutant == Mutant.ReplicaAddsWriteToClaim)
        {
            return node.Image?.Apply(delta) is { } next ? node with { Confirmed = next, Image = next } : node;
        }

        var replica = Load(node);
        replica.Advance(delta, "model");
        return Save(node, replica);
    }

    /// <summary>Takes over what the cache brought: at a start, or later.</summary>
    public Node Follow(Node node, StoreImage image)
    {
        var replica = Load(node);
        var isTaken = replica.IsLoaded ? replica.Follow(image) : replica.Prime(image, StoreImageSource.Cache);
        if (!isTaken)
        {
            return node;
        }

        return mutant == Mutant.ClaimCountsAsConfirmed ? node with { Confirmed = image, Image = image } : Save(node, replica);
    }

    /// <summary>The calls that a tick sends to the cache when it has the database's answer.</summary>
    public IEnumerable<CacheCall> Repair(int sender, Node node, Tick tick)
    {
        if (node.Image is not { } image)
        {
            yield break;
        }

        if (tick.CachePosition is { } stood)
        {
            if (stood == image.Position)
            {
                yield break;
            }

            if (stood >= image.Position)
            {
                if (mutant == Mutant.ContradictingCacheStays)
                {
                    yield break;
                }

                yield return new(sender, null, null);
            }
            else if (tick.Previous is { } previous && stood == previous.Position && StoreImageComparison.Delta(previous, image) is { } delta)
            {
                // Where the delta is too late, the next tick puts the image.
                yield return new(sender, delta, null);
                yield break;
            }
        }

        yield return new(sender, null, image);
    }

    /// <summary>What the database answers, or null if it raises its epoch first.</summary>
    public StoreImage? Read(World world, StoreImage? since)
    {
        var head = world.Head;
        if (since is not { } known)
        {
            return head.State;
        }

        var position = known.Position;
        if (position.Epoch < head.Position.Epoch)
        {
            return head.State;
        }

        var commit = world.History.FirstOrDefault(commit => commit.Position.Revision == position.Revision);
        var isSame = mutant == Mutant.DatabaseIgnoresTokens || position.Revision == 0 || commit?.Position.Token == position.Token;
        if (position.Epoch > head.Position.Epoch || position.Revision > head.Position.Revision || !isSame)
        {
            return mutant == Mutant.DatabaseIgnoresTokens && position.Epoch == head.Position.Epoch ? known : null;
        }

        var rows = head.State.Rows.Values.Where(row => row.Revision > position.Revision);
        var gone = world.History
            .Where(later => later.Position.Revision > position.Revision)
            .SelectMany(later => later.State.Rows.Keys)
            .Concat(known.Rows.Keys)
            .Distinct(StringComparer.Ordinal)
            .Where(key => head.State.Find(key) is null && WasWrittenAfter(world, key, position.Revision))
            .Select(key => new StoreRow(key, null, head.Position.Revision, default, null, default, null));
        return known.Apply(new(position, head.Position, false, [.. rows, .. gone]));
    }

    // What the database holds as a tombstone.
    private static bool WasWrittenAfter(World world, string key, long revision)
    {
        StoreRow? before = null;
        foreach (var commit in world.History)
        {
            var row = commit.State.Find(key);
            if (commit.Position.Revision > revision && row != before)
            {
                return true;
            }

            before = row;
        }

        return false;
    }

    private (StoreImage? Cache, bool NeedsImage) Apply(StoreImage? cache, StoreDelta delta)
    {
        if (Weaken(cache, delta) is { } weaker)
        {
            return (weaker, false);
        }

        var real = Load(cache);
        var outcome = Result(real.ApplyAsync(delta));
        return (Result(real.ReadAsync()), outcome is CacheApplyOutcome.DoesNotFit or CacheApplyOutcome.Empty);
    }

    private StoreImage? Weaken(StoreImage? cache, StoreDelta delta)
    {
        var (from, to) = (delta.From, delta.To);
        var isNewer = cache is not null && cache.Position < to && cache.Position.Epoch == to.Epoch;
        return mutant switch
        {
            Mutant.CacheBegunByDelta when cache is null => From(StoreImage.Empty, delta),
            Mutant.CacheTakesDeltaAcrossGap when isNewer => From(cache!, delta),
            Mutant.CacheTakesOverlappingDelta when isNewer && from.Revision <= cache!.Position.Revision => From(cache, delta),
            Mutant.CacheIgnoresTokens when isNewer && from.Revision == cache!.Position.Revision => From(cache, delta),
            _ => null,
        };
    }

    private static StoreImage From(StoreImage image, StoreDelta delta) => image.Apply(delta with { From = image.Position })!;

    private static StoreImage? Put(StoreImage? cache, StoreImage image)
    {
        var real = Load(cache);
        _ = Result(real.PutAsync(image));
        return Result(real.ReadAsync());
    }

    private static MemoryOptionCache Load(StoreImage? image)
    {
        var cache = new MemoryOptionCache();
        if (image is not null)
        {
            _ = Result(cache.PutAsync(image));
        }

        return cache;
    }

    // The cache in memory answers at once.
    private static T Result<T>(ValueTask<T> answer) => answer.AsTask().GetAwaiter().GetResult();

    private static StoreReplica Load(Node node)
    {
        var replica = new StoreReplica(NullLogger.Instance, new(NoDatabase.Instance));
        if (node.IsClaim)
        {
            replica.Prime(node.Image!, StoreImageSource.Cache);
        }

        if (node.Confirmed is { } confirmed)
        {
            replica.Install(confirmed, replica.Claims - 1, "model");
        }

        return replica;
    }

    private static Node Save(Node node, StoreReplica replica) =>
        node with { Confirmed = replica.Confirmed, Image = replica.IsLoaded ? replica.Image : null };
}
