using OptionsSdk.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Store;

/// <summary>What one event costs a database that hundreds of processes follow.</summary>
public sealed class HerdTests
{
    private const int Nodes = 200;

    [Theory]
    [InlineData(OptionCacheMode.Standard, Nodes)]
    [InlineData(OptionCacheMode.NotifyOnly, Nodes)]
    [InlineData(OptionCacheMode.ReadThrough, 0)]
    public async Task One_write_costs_each_follower_one_question_at_most_and_none_where_the_cache_serves(OptionCacheMode mode, int most)
    {
        await using var writer = new OptionStoreFixture();
        await writer.SetAsync("foo", "1");
        var nodes = Enumerable.Range(0, Nodes)
            .Select(_ => new OptionStoreFixture(writer.Server, new FaultyCache(writer.Cache.Inner) { Mode = mode }, time: writer.Time))
            .ToList();
        await Task.WhenAll(nodes.Select(node => node.Store.StartAsync(OptionStoreFixture.Token).AsTask()));
        await OptionStoreFixture.UntilAsync(() => nodes.All(node => node.Store.State == StoreState.Fresh));

        // With read-through the change is heard of by the cache alone, as far from the database as such fleets are.
        writer.Server.LosesSignals = mode == OptionCacheMode.ReadThrough;
        for (var value = 2; value <= 4; value++)
        {
            var before = nodes.ConvertAll(node => node.Database.TotalCalls);
            await writer.SetAsync("foo", $"{value}");
            await OptionStoreFixture.UntilAsync(() => nodes.All(node => node.Store.Image.Find("foo")!.Value == $"{value}"));
            writer.Server.SignalAlways(writer.Server.Head.Revision);

            var asked = nodes.Select((node, index) => node.Database.TotalCalls - before[index]).ToList();
            Assert.All(asked, static questions => Assert.InRange(questions, 0, 1));
            Assert.InRange(asked.Sum(), 0, most);
        }

        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task After_an_outage_the_followers_do_not_come_back_at_once()
    {
        await using var writer = new OptionStoreFixture();
        await writer.SetAsync("foo", "1");
        var nodes = Enumerable.Range(0, Nodes).Select(_ => new OptionStoreFixture(writer.Server, time: writer.Time)).ToList();
        await Task.WhenAll(nodes.Select(node => node.Store.StartAsync(OptionStoreFixture.Token).AsTask()));
        nodes.ForEach(node => node.Database.FailReads = true);
        await writer.TickUntilAsync(() => nodes.All(node => node.Store.LastError is not null));
        for (var second = 0; second < 20; second++)
        {
            writer.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(2, OptionStoreFixture.Token);
        }

        nodes.ForEach(node => node.Database.FailReads = false);
        var seconds = 0;
        var back = new List<int>();
        await writer.AdvanceUntilAsync(TimeSpan.FromSeconds(1), () =>
        {
            seconds++;
            back.Add(nodes.Count(node => node.Store.LastError is null));
            return back[^1] == Nodes;
        });

        // Whoever counts from the same moment without jitter would come back in one or two of these seconds.
        Assert.True(back.Zip(back.Prepend(0), static (now, earlier) => now - earlier).Max() < Nodes * 0.7, string.Join(' ', back));
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
    }
}
