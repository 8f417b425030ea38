using System.Collections.Concurrent;
using System.Collections.Immutable;
using OptionsSdk.Errors;
using OptionsSdk.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Store;

/// <summary>
/// The protocol's invariant under faults and real threads: every image that any process or cache ever shows is the database exactly as it
/// was at one revision, images only rise, and all converge once the faults end.
/// </summary>
public sealed class PrefixReplicaTests
{
    private static CancellationToken Token => OptionStoreFixture.Token;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_image_is_a_prefix_of_the_history_and_all_converge(int seed)
    {
        await using var first = new OptionStoreFixture();
        var nodes = new List<OptionStoreFixture> { first };
        nodes.AddRange(Enumerable.Range(1, 3).Select(_ => first.Another()));
        var seen = new ConcurrentBag<StoreImage>();
        foreach (var node in nodes)
        {
            var last = StorePosition.Origin;
            node.Store.Subscribe((_, current) =>
            {
                Assert.True(current.Position > last);
                last = current.Position;
                seen.Add(current);
            });
            await node.Store.StartAsync(Token);
        }

        await Task.WhenAll(nodes.Select((node, index) => Task.Run(() => WorkAsync(node, new Random((seed * 100) + index), seen), Token)));
        foreach (var node in nodes)
        {
            node.Database.FailReads = node.Database.FailWrites = node.Cache.FailReads = node.Cache.FailWrites = node.Cache.FailFills = false;
            node.Database.LoseAnswers = 0;
        }

        foreach (var node in nodes)
        {
            await node.Store.ReconcileAsync(cancellationToken: Token);
        }

        var history = await ReplayAsync(first.Server);
        Assert.NotEmpty(seen);
        Assert.All(seen, image => Assert.Equal(history[image.Position.Revision], Content(image)));
        Assert.All(nodes, node => Assert.Equal(first.Server.Head, node.Store.Image.Position));
        Assert.Equal(first.Server.Head, await first.Cache.Inner.ReadPositionAsync(Token));
        Assert.Equal(history[first.Server.Head.Revision], Content((await first.Cache.Inner.ReadAsync(Token))!));
        Assert.All(nodes, node => Assert.Empty(node.Log.Of(1006)));
        Assert.All(nodes, node => Assert.Empty(node.Log.Of(1012)));
        Assert.All(nodes, node => Assert.Empty(node.Log.Of(1013)));
        foreach (var node in nodes.Skip(1))
        {
            await node.DisposeAsync();
        }
    }

    private static async Task WorkAsync(OptionStoreFixture node, Random random, ConcurrentBag<StoreImage> seen)
    {
        for (var i = 0; i < 150; i++)
        {
            node.Cache.FailReads = random.Next(6) == 0;
            node.Cache.FailWrites = random.Next(4) == 0;
            node.Database.FailReads = random.Next(8) == 0;
            node.Server.LosesSignals = random.Next(2) == 0;
            node.Database.LoseAnswers = random.Next(10) == 0 ? 1 : 0;
            var key = $"k{random.Next(6)}";
            try
            {
                switch (random.Next(8))
                {
                    case 0 or 1 or 2:
                        await node.SetAsync(key, $"{random.Next()}");
                        break;
                    case 3:
                        await node.DeleteAsync(key);
                        break;
                    case 4:
                        await node.Store.WriteAsync(OptionStoreFixture.Commit(new("k0", $"{i}"), new("k1", $"{i}"), new("k2", null)), Token);
                        break;
                    case 5:
                        await node.Store.PullAsync(random.Next(3), Token);
                        break;
                    case 6:
                        await node.Store.GetAsync(key, Token);
                        break;
                    default:
                        node.Cache.Inner.Clear();
                        break;
                }
            }
            catch (OptionStoreUnavailableException)
            {
                // The database is down now and then.
            }

            if (await node.Cache.Inner.ReadAsync(Token) is { } cached)
            {
                seen.Add(cached);
            }
        }
    }

    // The state after each revision, from the change log alone.
    private static async Task<Dictionary<long, string>> ReplayAsync(FakeDatabaseServer server)
    {
        await using var database = new FakeOptionDatabase(server);
        var changes = new List<StoreChange>();
        for (var i = 0; i < 6; i++)
        {
            changes.AddRange(await database.ReadHistoryAsync($"k{i}", int.MaxValue, Token));
        }

        var history = new Dictionary<long, string> { [0] = string.Empty };
        var state = ImmutableSortedDictionary<string, string>.Empty;
        foreach (var revision in changes.GroupBy(change => change.Revision).OrderBy(group => group.Key))
        {
            foreach (var change in revision)
            {
                state = change.IsDeletion ? state.Remove(change.Key) : state.SetItem(change.Key, $"{change.NewValue}@{change.Revision}");
            }

            history[revision.Key] = Content(state);
        }

        return history;
    }

    private static string Content(StoreImage image) =>
        Content(image.Rows.ToImmutableSortedDictionary(pair => pair.Key, pair => $"{pair.Value.Value}@{pair.Value.Revision}"));

    private static string Content(ImmutableSortedDictionary<string, string> state) =>
        string.Join(";", state.Select(pair => $"{pair.Key}={pair.Value}"));
}
