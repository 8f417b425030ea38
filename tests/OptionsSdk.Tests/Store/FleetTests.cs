using OptionsSdk.Errors;
using OptionsSdk.Store;
using OptionsSdk.Tests.Manager;

namespace OptionsSdk.Tests.Store;

public sealed class FleetTests
{
    private static CancellationToken Token => OptionStoreFixture.Token;

    [Fact]
    public async Task A_process_tells_where_it_stands_when_it_starts_and_takes_it_back_when_it_ends()
    {
        await using var writer = new OptionStoreFixture();
        await writer.SetAsync("foo", "1");
        var node = Node(writer, "one");
        await node.Store.StartAsync(Token);
        await node.TickUntilAsync(() => writer.Server.Nodes.Values.Any(known => known.Node.Position == writer.Server.Head));
        var (said, lifetime) = Assert.Single(writer.Server.Nodes.Values);
        Assert.Equal((node.Store.NodeId, "one", StoreState.Fresh), (said.Id, said.Name, said.State));
        Assert.Equal(TimeSpan.FromSeconds(30), lifetime);

        await node.DisposeAsync();
        Assert.Empty(writer.Server.Nodes);
    }

    [Fact]
    public async Task A_process_without_a_name_tells_nobody()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.Store.StartAsync(Token);
        await fixture.AdvanceUntilAsync(TimeSpan.FromSeconds(10), () => fixture.Database.ReadCalls > 3);
        Assert.Empty(fixture.Server.Nodes);
    }

    [Fact]
    public async Task A_writer_waits_until_every_process_stands_at_its_revision()
    {
        await using var writer = new OptionStoreFixture();
        await using var one = Node(writer, "one");
        await using var two = Node(writer, "two");
        await one.Store.StartAsync(Token);
        await two.Store.StartAsync(Token);
        await one.TickUntilAsync(() => writer.Server.Nodes.Count == 2);
        two.Database.FailReads = true;
        var written = await writer.SetAsync("foo", "1");

        var waiting = writer.Store.WaitForFleetAsync(written.Position.Revision, TimeSpan.FromHours(1), Token).AsTask();
        await one.AdvanceUntilAsync(TimeSpan.FromMilliseconds(20), () => writer.Server.Nodes[one.Store.NodeId].Node.Position == written.Position);
        Assert.False(waiting.IsCompleted);

        two.Database.FailReads = false;
        await one.TickUntilAsync(() => waiting.IsCompleted);
        var report = await waiting;
        Assert.True(report.IsComplete);
        Assert.Equal(["one", "two"], report.Nodes.Select(node => node.Name));
    }

    [Fact]
    public async Task When_the_time_is_over_the_report_names_who_is_behind()
    {
        await using var writer = new OptionStoreFixture();
        await using var one = Node(writer, "one");
        await one.Store.StartAsync(Token);
        await one.TickUntilAsync(() => writer.Server.Nodes.Count == 1);
        one.Database.FailReads = true;
        var written = await writer.SetAsync("foo", "1");

        var waiting = writer.Store.WaitForFleetAsync(written.Position.Revision, TimeSpan.FromSeconds(3), Token).AsTask();
        await one.AdvanceUntilAsync(TimeSpan.FromMilliseconds(100), () => waiting.IsCompleted);

        var report = await waiting;
        Assert.False(report.IsComplete);
        Assert.Equal("one", Assert.Single(report.Behind).Name);
    }

    [Fact]
    public async Task A_fleet_of_nobody_is_not_complete()
    {
        await using var writer = new OptionStoreFixture();
        var written = await writer.SetAsync("foo", "1");
        var report = await writer.Store.WaitForFleetAsync(written.Position.Revision, TimeSpan.Zero, Token);
        Assert.False(report.IsComplete);
        Assert.Empty(report.Behind);
    }

    [Fact]
    public async Task A_process_names_the_keys_whose_value_does_not_fit()
    {
        await using var fixture = new OptionStoreFixture(settings: new() { NodeName = "one" });
        using var manager = new OptionManager(new OptionRegistry().Add<TestOptions>(), fixture.Store);
        await fixture.Store.StartAsync(Token);
        fixture.Database.CommitDirectly(new StoreWrite("test.port", "\"no port\""));

        await fixture.TickUntilAsync(() => fixture.Server.Nodes.Values.Any(known => !known.Node.RejectedKeys.IsEmpty));

        Assert.Equal(["test.port"], Assert.Single(fixture.Server.Nodes.Values).Node.RejectedKeys);
    }

    [Fact]
    public async Task A_fleet_that_cannot_be_told_harms_nobody_and_is_told_again()
    {
        await using var fixture = new OptionStoreFixture(settings: new() { NodeName = "one" });
        fixture.Database.FailFleet = true;
        await fixture.Store.StartAsync(Token);
        await fixture.TickUntilAsync(() => fixture.Log.Of(1026).Any());
        await fixture.SetAsync("foo", "1");
        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);

        fixture.Database.FailFleet = false;
        await fixture.TickUntilAsync(() => fixture.Server.Nodes.Count == 1);
        Assert.Single(fixture.Log.Of(1026));
    }

    [Fact]
    public async Task Who_asks_a_fleet_that_cannot_answer_is_told_why()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.FailFleet = true;
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await fixture.Store.ReadFleetAsync(cancellationToken: Token));
    }

    private static OptionStoreFixture Node(OptionStoreFixture of, string name) => new(
        of.Server,
        settings: new() { FullReconcileInterval = TimeSpan.FromDays(30), NodeName = name },
        time: of.Time);
}
