using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Model;

/// <summary>One state of everything. Immutable.</summary>
internal sealed record World(
    ImmutableArray<Commit> History,
    StoreImage? Cache,
    StoreImage? OlderCache,
    ImmutableArray<Node> Nodes,
    ImmutableArray<CacheCall> Calls,
    int Tokens,
    int Writes,
    int Losses,
    int Failovers,
    int Crashes,
    int Rewinds,
    int Forgeries)
{
    /// <summary>The value that nobody ever committed.</summary>
    public const string Forgery = "forged";

    public Commit Head => History[^1];

    /// <summary>
    /// Identifies the state. Images are told apart by their positions: each stands for one content, which is asserted elsewhere. Processes that
    /// changed places make no other state.
    /// </summary>
    public UInt128 Key()
    {
        if (Nodes.Length != 2)
        {
            return KeyOf(this);
        }

        var changed = this with { Nodes = [Nodes[1], Nodes[0]], Calls = [.. Calls.Select(static call => call with { Sender = 1 - call.Sender })] };
        return UInt128.Min(KeyOf(this), KeyOf(changed));
    }

    private static UInt128 KeyOf(World world)
    {
        var (history, cache, older, nodes, calls) = (world.History, world.Cache, world.OlderCache, world.Nodes, world.Calls);
        var text = new StringBuilder(256);
        text.Append(world.Writes).Append(' ').Append(world.Losses).Append(' ').Append(world.Failovers).Append(' ').Append(world.Crashes).Append(' ').Append(world.Rewinds).Append(' ').Append(world.Forgeries);
        foreach (var commit in history)
        {
            Add(text, commit.Position);
        }

        Add(text, cache?.Position);
        text.Append(IsForged(cache));
        Add(text, older?.Position);
        foreach (var node in nodes)
        {
            text.Append('\n');
            Add(text, node.Confirmed?.Position);
            Add(text, node.Image?.Position);
            text.Append(node.IsClaim ? 'c' : ' ');
            Add(text, node.Written?.To);
            text.Append(IsForged(node.Confirmed)).Append(IsForged(node.Image)).Append(IsForged(node.Fetched));
            Add(text, node.Fetched?.Position);
            if (node.Tick is { } tick)
            {
                text.Append(tick.IsOvertaken ? 'o' : 't');
                Add(text, tick.CachePosition);
                Add(text, tick.Previous?.Position);
                Add(text, tick.Answer?.Position);
            }
        }

        foreach (var call in calls.Select(Describe).Order(StringComparer.Ordinal))
        {
            text.Append('\n').Append(call);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return BitConverter.ToUInt128(hash[..16]);
    }

    private static char IsForged(StoreImage? image) => image?.Find("a")?.Value == Forgery ? 'f' : ' ';

    private static string Describe(CacheCall call)
    {
        var text = new StringBuilder();
        text.Append(call.Sender);
        Add(text, call.Delta?.From);
        Add(text, call.Delta?.To);
        Add(text, call.Image?.Position);
        text.Append(IsForged(call.Image)).Append(call.Delta is { } delta && delta.Rows.Any(static row => row.Value == Forgery) ? 'f' : ' ');
        return text.ToString();
    }

    private static void Add(StringBuilder text, StorePosition? position)
    {
        if (position is { } known)
        {
            text.Append('|').Append(known.Epoch).Append('.').Append(known.Revision).Append('.').Append(known.Token);
        }
        else
        {
            text.Append("|-");
        }
    }
}
