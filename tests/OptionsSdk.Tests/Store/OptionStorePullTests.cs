using OptionsSdk.Errors;
using OptionsSdk.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Store;

public sealed class OptionStorePullTests
{
    private static CancellationToken Token => OptionStoreFixture.Token;

    [Fact]
    public async Task A_pull_brings_what_others_wrote_deletions_included()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Database.CommitDirectly(new StoreWrite("bar", "2"));
        fixture.Database.CommitDirectly(new StoreWrite("foo", null));
        var image = await fixture.Store.PullAsync(0, Token);

        Assert.Same(image, fixture.Store.Image);
        Assert.Equal(["bar"], image.Rows.Keys);
        Assert.Equal(fixture.Server.Head, image.Position);
    }

    [Fact]
    public async Task A_pull_that_finds_nothing_new_keeps_the_image_and_confirms_it()
    {
        await using var fixture = new OptionStoreFixture();
        var image = await fixture.Store.PullAsync(0, Token);
        var confirmed = fixture.Store.LastConfirmed;
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(image, await fixture.Store.PullAsync(0, Token));
        Assert.True(fixture.Store.LastConfirmed > confirmed);
    }

    [Fact]
    public async Task An_empty_database_is_loaded_too()
    {
        await using var fixture = new OptionStoreFixture();
        Assert.Equal(StoreState.NotLoaded, fixture.Store.State);
        await fixture.Store.PullAsync(0, Token);
        Assert.Equal(StoreState.Fresh, fixture.Store.State);
        Assert.Empty(fixture.Store.Image.Rows);
    }

    [Fact]
    public async Task Pulls_that_overlap_share_one_read()
    {
        await using var fixture = new OptionStoreFixture();
        using var gate = new ReadGate(fixture.Database);
        var pulls = Enumerable.Range(0, 20).Select(_ => fixture.Store.PullAsync(0, Token).AsTask()).ToList();
        await gate.Reached;
        gate.Open();
        await Task.WhenAll(pulls);
        Assert.Equal(1, fixture.Database.ReadCalls);
    }

    [Fact]
    public async Task One_who_shared_a_read_that_was_too_old_causes_exactly_one_more()
    {
        await using var fixture = new OptionStoreFixture();
        using var gate = new ReadGate(fixture.Database);
        var early = fixture.Store.PullAsync(0, Token).AsTask();
        await gate.Reached;
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        var late = Enumerable.Range(0, 10).Select(_ => fixture.Store.PullAsync(1, Token).AsTask()).ToList();
        gate.Open();

        Assert.Equal(0, (await early).Position.Revision);
        Assert.All(await Task.WhenAll(late), image => Assert.Equal(1, image.Position.Revision));
        Assert.Equal(2, fixture.Database.ReadCalls);
    }

    [Fact]
    public async Task One_who_shared_a_read_that_failed_asks_once_more()
    {
        await using var fixture = new OptionStoreFixture();
        using var gate = new ReadGate(fixture.Database, new OptionStoreUnavailableException(OptionErrorIds.StoreUnavailable, null, "a", "b", "c"));
        var early = fixture.Store.PullAsync(0, Token).AsTask();
        await gate.Reached;
        var late = fixture.Store.PullAsync(0, Token).AsTask();
        gate.Open();

        await Assert.ThrowsAsync<OptionStoreUnavailableException>(() => early);
        Assert.Equal(fixture.Server.Head, (await late).Position);
    }

    [Fact]
    public async Task A_refresh_never_shares_a_read_that_asked_before_it_and_all_that_wait_share_the_next_one()
    {
        await using var fixture = new OptionStoreFixture();
        using var gate = new ReadGate(fixture.Database);
        var early = fixture.Store.PullAsync(0, Token).AsTask();
        await gate.Reached;
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        var late = Enumerable.Range(0, 10).Select(_ => fixture.Store.RefreshAsync(Token).AsTask()).ToList();
        Assert.Equal(1, fixture.Database.ReadCalls);
        gate.Open();

        Assert.Equal(0, (await early).Position.Revision);
        Assert.All(await Task.WhenAll(late), image => Assert.Equal(1, image.Position.Revision));
        Assert.Equal(2, fixture.Database.ReadCalls);
    }

    [Fact]
    public async Task Each_refresh_asks_the_database_when_no_other_waits()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.Store.RefreshAsync(Token);
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));

        Assert.Equal("1", (await fixture.Store.RefreshAsync(Token)).Find("foo")!.Value);
        Assert.Equal(2, fixture.Database.ReadCalls);
    }

    [Fact]
    public async Task A_refresh_does_not_fail_with_a_read_that_asked_before_it()
    {
        await using var fixture = new OptionStoreFixture();
        using var gate = new ReadGate(fixture.Database, new OptionStoreUnavailableException(OptionErrorIds.StoreUnavailable, null, "a", "b", "c"));
        var early = fixture.Store.PullAsync(0, Token).AsTask();
        await gate.Reached;
        var late = fixture.Store.RefreshAsync(Token).AsTask();
        gate.Open();

        await Assert.ThrowsAsync<OptionStoreUnavailableException>(() => early);
        Assert.Equal(fixture.Server.Head, (await late).Position);
    }

    [Fact]
    public async Task A_refresh_throws_the_stores_error_when_the_database_is_down()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.FailReads = true;
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await fixture.Store.RefreshAsync(Token));
        await fixture.Store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await fixture.Store.RefreshAsync(Token));
    }

    [Fact]
    public async Task A_minimum_that_the_database_does_not_have_costs_one_read_and_ends()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        var reads = fixture.Database.ReadCalls;
        var image = await fixture.Store.PullAsync(long.MaxValue, Token);
        Assert.Equal(1, image.Position.Revision);
        Assert.Equal(reads + 1, fixture.Database.ReadCalls);
    }

    [Fact]
    public async Task A_pull_throws_the_stores_error_when_the_database_is_down_and_keeps_the_image()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Database.FailReads = true;
        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await fixture.Store.PullAsync(0, Token));
        Assert.Same(error, fixture.Store.LastError);
        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);

        fixture.Database.FailReads = false;
        await fixture.Store.PullAsync(0, Token);
        Assert.Null(fixture.Store.LastError);
    }

    [Fact]
    public async Task One_who_stops_waiting_does_not_stop_the_shared_read()
    {
        await using var fixture = new OptionStoreFixture();
        using var gate = new ReadGate(fixture.Database);
        using var source = new CancellationTokenSource();
        var impatient = fixture.Store.PullAsync(0, source.Token).AsTask();
        var patient = fixture.Store.PullAsync(0, Token).AsTask();
        await gate.Reached;
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        gate.Open();
        await patient;
        Assert.Equal(1, fixture.Database.ReadCalls);
    }

    [Fact]
    public async Task A_late_old_read_cannot_take_back_a_newer_write()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        using var gate = new ReadGate(fixture.Database);
        var pull = fixture.Store.PullAsync(0, Token).AsTask();
        await gate.Reached;
        await fixture.SetAsync("foo", "2");
        gate.Open();
        await pull;
        Assert.Equal("2", fixture.Store.Image.Find("foo")!.Value);
    }

    [Fact]
    public async Task A_pull_under_way_when_the_store_is_disposed_ends_and_the_image_stays_readable()
    {
        var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        using var gate = new ReadGate(fixture.Database);
        var pull = fixture.Store.PullAsync(0, Token).AsTask();
        await gate.Reached;
        await fixture.DisposeAsync();
        gate.Open();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pull);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await fixture.Store.PullAsync(0, Token));
        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);
        Assert.True(fixture.Database.IsDisposed);
    }

    [Fact]
    public async Task The_schema_is_made_once_and_looked_for_again_only_after_a_schema_error()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        await fixture.Store.PullAsync(0, Token);
        Assert.Equal(1, fixture.Database.InitializeCalls);

        fixture.Database.BeforeRead = () => throw new OptionStoreSchemaException(OptionErrorIds.StoreSchema, null, "a", "b", "c");
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await fixture.Store.PullAsync(0, Token));
        fixture.Database.BeforeRead = null;
        await fixture.Store.PullAsync(0, Token);
        Assert.Equal(2, fixture.Database.InitializeCalls);
    }

    [Fact]
    public async Task State_follows_the_clock_of_the_last_confirmation()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.Store.PullAsync(0, Token);
        fixture.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(StoreState.Fresh, fixture.Store.State);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(StoreState.Stale, fixture.Store.State);
    }

    [Fact]
    public async Task A_confirmation_counts_from_when_the_database_was_asked()
    {
        await using var fixture = new OptionStoreFixture();
        using var gate = new ReadGate(fixture.Database);
        var asked = fixture.Time.GetTimestamp();
        var pull = fixture.Store.PullAsync(0, Token).AsTask();
        await gate.Reached;
        fixture.Time.Advance(TimeSpan.FromSeconds(5));
        gate.Open();
        await pull;
        Assert.Equal(asked, fixture.Store.LastConfirmed);
    }

    [Fact]
    public async Task Ensuring_a_revision_pulls_it()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        Assert.True(await fixture.Store.EnsureRevisionAsync(1, TimeSpan.Zero, Token));
        Assert.Equal(1, fixture.Store.Image.Position.Revision);
    }

    [Fact]
    public async Task Ensuring_a_revision_waits_for_a_database_that_comes_back()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        fixture.Database.FailReads = true;
        var ensure = fixture.Store.EnsureRevisionAsync(1, TimeSpan.FromMinutes(1), Token).AsTask();
        Assert.False(ensure.IsCompleted);
        fixture.Database.FailReads = false;
        await fixture.AdvanceUntilAsync(TimeSpan.FromMilliseconds(100), () => ensure.IsCompleted);
        Assert.True(await ensure);
    }

    [Fact]
    public async Task Ensuring_a_revision_that_never_comes_ends_with_the_time()
    {
        await using var fixture = new OptionStoreFixture();
        var ensure = fixture.Store.EnsureRevisionAsync(1, TimeSpan.FromSeconds(3), Token).AsTask();
        await fixture.AdvanceUntilAsync(TimeSpan.FromMilliseconds(100), () => ensure.IsCompleted);
        Assert.False(await ensure);
    }

    [Fact]
    public async Task Ensuring_a_revision_ends_with_the_time_although_the_database_hangs()
    {
        await using var fixture = new OptionStoreFixture();
        using var gate = new ReadGate(fixture.Database);
        var ensure = fixture.Store.EnsureRevisionAsync(1, TimeSpan.FromSeconds(3), Token).AsTask();
        await gate.Reached;
        await fixture.AdvanceUntilAsync(TimeSpan.FromMilliseconds(100), () => ensure.IsCompleted);
        Assert.False(await ensure);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("write")]
    [InlineData("pull")]
    public async Task The_last_error_is_forgotten_as_soon_as_the_database_answers(string how)
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Cache.Inner.Clear();
        fixture.Database.FailReads = true;
        await fixture.Store.GetAsync("foo", Token);
        Assert.IsType<OptionStoreUnavailableException>(fixture.Store.LastError);
        switch (how)
        {
            case "write":
                // Fits the image, so that nothing has to be read.
                await fixture.SetAsync("foo", "2");
                break;
            case "read":
                fixture.Database.FailReads = false;
                fixture.Cache.FailReads = true;
                await fixture.Store.GetAsync("foo", Token);
                break;
            default:
                fixture.Database.FailReads = false;
                await fixture.Store.PullAsync(0, Token);
                break;
        }

        Assert.Null(fixture.Store.LastError);
    }

    [Fact]
    public void Settings_that_cannot_be_meant_are_refused()
    {
        static void Refuses(Action<OptionStoreSettings> change)
        {
            var settings = new OptionStoreSettings();
            change(settings);
            Assert.Throws<ArgumentOutOfRangeException>(() => new OptionStore(new FakeOptionDatabase(), settings: settings));
        }

        Refuses(settings => settings.SyncInterval = TimeSpan.Zero);
        Refuses(settings => settings.PushedSyncInterval = TimeSpan.Zero);
        Refuses(settings => settings.CacheTimeout = TimeSpan.FromMilliseconds(-1));
        Refuses(settings => settings.FullReconcileInterval = TimeSpan.FromDays(100));
        Refuses(settings => settings.WriteRetryBudget = TimeSpan.FromTicks(-1));
    }
}
