using OptionsSdk.Store;
using OptionsSdk.Tests.Expiry;

namespace OptionsSdk.Tests.Store;

/// <summary>How often the database is asked while a push is proved to work (spec 1.3.7).</summary>
public sealed class PushedSyncTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private static CancellationToken Token => OptionStoreFixture.Token;

    [Fact]
    public async Task While_a_push_is_proved_the_database_is_asked_about_every_thirty_seconds()
    {
        await using var fixture = await StartAsync();
        var asked = fixture.Store.LastConfirmed!.Value;
        await AwaitSyncAsync(fixture);
        Assert.True(fixture.Time.GetElapsedTime(asked) >= TimeSpan.FromSeconds(25), "The tick came too early.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_tick_that_finds_the_push_gone_asks_the_database(bool throws)
    {
        await using var fixture = await StartAsync();
        await AwaitTickAsync(fixture);
        (fixture.Database.IsPushProved, fixture.Database.FailProofs) = (throws, throws);
        var before = fixture.Database.ProveCalls;
        await AwaitSyncAsync(fixture);
        Assert.Equal(before + 1, fixture.Database.ProveCalls);
    }

    [Fact]
    public async Task A_push_that_was_never_proved_changes_nothing()
    {
        await using var fixture = await StartAsync(isProved: false);
        await AwaitSyncAsync(fixture);
        Assert.Equal(1, fixture.Database.ProveCalls);
    }

    [Fact]
    public async Task Without_a_longer_interval_nobody_asks_for_a_proof()
    {
        await using var fixture = await StartAsync(new() { PushedSyncInterval = TimeSpan.FromSeconds(10) });
        await AwaitSyncAsync(fixture);
        Assert.Equal(0, fixture.Database.ProveCalls);
    }

    [Fact]
    public async Task The_interval_is_half_of_the_shortest_limit_at_most()
    {
        await using var fixture = new OptionStoreFixture();
        using var manager = new OptionManager(new OptionRegistry().Add<AgeingOptions>(), fixture.Store);
        Assert.Equal(TimeSpan.FromSeconds(30), fixture.Store.PushedSyncInterval);
        manager.Register("late.short", 1, maxStaleness: TimeSpan.FromSeconds(40));
        Assert.Equal(TimeSpan.FromSeconds(20), fixture.Store.PushedSyncInterval);
        manager.Register("late.shorter", 1, maxStaleness: TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(10), fixture.Store.PushedSyncInterval);
    }

    [Fact]
    public async Task The_interval_is_three_times_the_usual_one_unless_it_is_set()
    {
        await using var usual = new OptionStoreFixture(settings: new() { SyncInterval = TimeSpan.FromSeconds(2) });
        await using var set = new OptionStoreFixture(settings: new() { PushedSyncInterval = TimeSpan.FromMinutes(1) });
        await using var shorter = new OptionStoreFixture(settings: new() { PushedSyncInterval = TimeSpan.FromSeconds(1) });
        Assert.Equal(
            (TimeSpan.FromSeconds(6), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10)),
            (usual.Store.PushedSyncInterval, set.Store.PushedSyncInterval, shorter.Store.PushedSyncInterval));
    }

    [Fact]
    public async Task The_store_is_fresh_for_two_intervals_as_long_as_they_are()
    {
        await using var fixture = await StartAsync();
        await AwaitTickAsync(fixture);
        var silence = new TaskCompletionSource();
        fixture.Database.BeforeRead = () => silence.Task;
        fixture.Time.Advance(TimeSpan.FromSeconds(60) - fixture.Time.GetElapsedTime(fixture.Store.LastConfirmed!.Value));
        Assert.Equal(StoreState.Fresh, fixture.Store.State);
        fixture.Time.Advance(Step);
        Assert.Equal(StoreState.Stale, fixture.Store.State);
        silence.SetResult();
    }

    [Fact]
    public async Task A_database_that_fails_is_not_taken_for_one_that_need_not_be_asked()
    {
        await using var fixture = await StartAsync();
        await AwaitTickAsync(fixture);
        Assert.True(fixture.Store.IsPushed);
        fixture.Database.FailReads = true;
        await fixture.AdvanceUntilAsync(Step, () => fixture.Log.Of(1007).Any());
        await OptionStoreFixture.UntilAsync(() => !fixture.Store.IsPushed);
        Assert.Equal(StoreState.Stale, fixture.Store.State);
    }

    [Fact]
    public async Task A_store_that_was_stopped_is_pushed_nothing()
    {
        await using var fixture = await StartAsync();
        await AwaitTickAsync(fixture);
        await fixture.Store.StopAsync(Token);
        Assert.False(fixture.Store.IsPushed);
    }

    [Fact]
    public async Task Signals_are_followed_as_ever()
    {
        await using var fixture = await StartAsync();
        fixture.Server.LosesSignals = false;
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        await OptionStoreFixture.UntilAsync(() => fixture.Store.Image.Find("foo")?.Value == "1");
    }

    private static async Task<OptionStoreFixture> StartAsync(OptionStoreSettings? settings = null, bool isProved = true)
    {
        var fixture = new OptionStoreFixture(settings: settings);
        fixture.Server.LosesSignals = true;
        fixture.Database.IsPushProved = isProved;
        await fixture.Store.StartAsync(Token);
        return fixture;
    }

    /// <summary>Lets time go by until a tick found that the database need not be asked.</summary>
    private static Task AwaitTickAsync(OptionStoreFixture fixture) => fixture.AdvanceUntilAsync(Step, () => fixture.Store.IsPushed);

    /// <summary>Lets time go by until the database was asked.</summary>
    private static Task AwaitSyncAsync(OptionStoreFixture fixture)
    {
        var revision = fixture.Database.CommitDirectly(new StoreWrite("foo", "1")).Delta.To.Revision;
        return fixture.AdvanceUntilAsync(Step, () => fixture.Store.Image.Position.Revision >= revision);
    }
}
