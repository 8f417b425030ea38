namespace OptionsSdk.Store.Contracts;

/// <summary>What every <see cref="IOptionFleet"/> must do. One instance of the class is one empty fleet.</summary>
public abstract class OptionFleetContract : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private static readonly DateTime Noon = new(2030, 2, 3, 12, 0, 0, 250, DateTimeKind.Utc);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens one more connection to the fleet, ready for use.</summary>
    protected abstract Task<IOptionFleet> OpenAsync();

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task A_fleet_that_nobody_joined_is_empty() => Assert.Empty(await (await OpenAsync()).ReadNodesAsync(Cancellation));

    [Fact]
    public async Task What_a_process_says_is_read_by_another_as_it_was_said()
    {
        var node = Node("näme 𝄞", 7, "mail.port", "mail.host");
        await (await OpenAsync()).ReportAsync(node, Long, Cancellation);
        Assert.Equal(node, Assert.Single(await (await OpenAsync()).ReadNodesAsync(Cancellation)));
    }

    [Fact]
    public async Task What_a_process_says_replaces_what_it_said_before()
    {
        var fleet = await OpenAsync();
        var node = Node("one", 1, "mail.port");
        await fleet.ReportAsync(node, Long, Cancellation);
        var later = node with { Position = node.Position with { Revision = 2 }, State = StoreState.Stale, RejectedKeys = [] };
        await fleet.ReportAsync(later, Long, Cancellation);
        Assert.Equal(later, Assert.Single(await fleet.ReadNodesAsync(Cancellation)));
    }

    [Fact]
    public async Task Processes_of_one_name_are_two()
    {
        var fleet = await OpenAsync();
        await fleet.ReportAsync(Node("one", 1), Long, Cancellation);
        await fleet.ReportAsync(Node("one", 2), Long, Cancellation);
        Assert.Equal([1, 2], (await fleet.ReadNodesAsync(Cancellation)).Select(node => node.Position.Revision).Order());
    }

    [Fact]
    public async Task A_process_that_leaves_is_forgotten_and_no_other()
    {
        var fleet = await OpenAsync();
        var (one, two) = (Node("one", 1), Node("two", 2));
        await fleet.ReportAsync(one, Long, Cancellation);
        await fleet.ReportAsync(two, Long, Cancellation);
        await fleet.LeaveAsync(one.Id, Cancellation);
        await fleet.LeaveAsync(Guid.NewGuid(), Cancellation);
        Assert.Equal(two.Id, Assert.Single(await fleet.ReadNodesAsync(Cancellation)).Id);
    }

    [Fact]
    public async Task A_process_that_falls_silent_is_forgotten_when_its_word_expires()
    {
        var fleet = await OpenAsync();
        var (silent, alive) = (Node("silent", 1), Node("alive", 1));
        await fleet.ReportAsync(silent, TimeSpan.FromMilliseconds(300), Cancellation);
        await fleet.ReportAsync(alive, Long, Cancellation);
        while ((await fleet.ReadNodesAsync(Cancellation)).Any(node => node.Id == silent.Id))
        {
            await Task.Delay(20, Cancellation);
        }

        // Its word is gone, and who speaks next finds nothing of it.
        await fleet.ReportAsync(alive, Long, Cancellation);
        Assert.Equal(alive.Id, Assert.Single(await fleet.ReadNodesAsync(Cancellation)).Id);
    }

    [Fact]
    public async Task A_hundred_rejected_keys_are_not_too_many()
    {
        var fleet = await OpenAsync();
        var keys = Enumerable.Range(0, FleetNode.MostRejectedKeys).Select(index => $"k{index:000}{new string('x', 124)}").ToArray();
        await fleet.ReportAsync(Node(new string('n', FleetNode.LongestName), 1, keys), Long, Cancellation);
        Assert.Equal(keys, Assert.Single(await fleet.ReadNodesAsync(Cancellation)).RejectedKeys);
    }

    private static FleetNode Node(string name, long revision, params string[] rejected) =>
        new(Guid.NewGuid(), name, new(3, revision, Guid.NewGuid()), StoreState.Fresh, [.. rejected], Noon);
}
