using OptionsSdk.Errors;
using OptionsSdk.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Store;

public sealed class OptionStoreSyncTests
{
    private static CancellationToken Token => OptionStoreFixture.Token;

    [Fact]
    public async Task Starting_loads_the_image_and_fills_the_cache()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        await fixture.Store.StartAsync(Token);
        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);
        Assert.Equal(StoreState.Fresh, fixture.Store.State);
        Assert.Equal(fixture.Server.Head, await fixture.Cache.Inner.ReadPositionAsync(Token));
    }

    [Fact]
    public async Task A_signal_brings_anothers_write_without_any_time_going_by()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.Store.StartAsync(Token);
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        await OptionStoreFixture.UntilAsync(() => fixture.Store.Image.Find("foo")?.Value == "1");
        await OptionStoreFixture.UntilAsync(() => fixture.CachedPosition == fixture.Server.Head);
    }

    [Fact]
    public async Task A_signal_without_a_revision_asks_the_database()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.Store.StartAsync(Token);
        fixture.Server.LosesSignals = true;
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        fixture.Server.SignalAlways(0);
        await OptionStoreFixture.UntilAsync(() => fixture.Store.Image.Find("foo")?.Value == "1");
    }

    [Fact]
    public async Task A_signal_of_what_is_known_asks_nobody()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.Store.StartAsync(Token);
        await fixture.SetAsync("foo", "1");
        fixture.Database.CommitDirectly(new StoreWrite("bar", "1"));
        await OptionStoreFixture.UntilAsync(() => fixture.Store.Image.Position.Revision == 2);
        await SettleAsync(fixture);

        var reads = fixture.Database.ReadCalls;
        fixture.Server.SignalAlways(1);
        fixture.Server.SignalAlways(2);
        // What follows is worked off after them by the same worker.
        fixture.Database.CommitDirectly(new StoreWrite("bar", "2"));
        await OptionStoreFixture.UntilAsync(() => fixture.Store.Image.Position.Revision == 3);
        Assert.Equal(reads + 1, fixture.Database.ReadCalls);
    }

    [Fact]
    [Trait("Spec", "S51")]
    public async Task S51_differs_a_second_process_hears_of_a_write_through_the_shared_cache_too()
    {
        await using var fixture = new OptionStoreFixture();
        await using var other = fixture.Another();
        fixture.Server.LosesSignals = true;
        await other.Store.StartAsync(Token);
        await fixture.SetAsync("foo", "1");
        await OptionStoreFixture.UntilAsync(() => other.Store.Image.Find("foo")?.Value == "1");
    }

    [Fact]
    [Trait("Spec", "S61")]
    public async Task S61_a_lost_signal_costs_one_tick_of_ten_seconds_and_a_fifth_at_most()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Server.LosesSignals = true;
        await fixture.Store.StartAsync(Token);
        var start = fixture.Time.GetTimestamp();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        await fixture.AdvanceUntilAsync(TimeSpan.FromMilliseconds(500), () => fixture.Store.Image.Find("foo") is not null);
        Assert.True(fixture.Time.GetElapsedTime(start) >= TimeSpan.FromSeconds(7.5), "The tick came too early.");
    }

    [Fact]
    [Trait("Spec", "S65")]
    public async Task S65_differs_a_tick_sees_deletions_in_image_and_cache()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Server.LosesSignals = true;
        await fixture.SetAsync("foo", "1");
        await fixture.Store.StartAsync(Token);
        fixture.Database.CommitDirectly(new StoreWrite("foo", null));
        await fixture.TickUntilAsync(() => fixture.Store.Image.Find("foo") is null);
        await fixture.TickUntilAsync(() => fixture.Cached("foo").Kind == CacheLookupKind.Absent);
    }

    [Fact]
    public async Task A_tick_fills_a_cache_that_was_lost()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        await fixture.Store.StartAsync(Token);
        fixture.Cache.Inner.Clear();
        await fixture.TickUntilAsync(() => fixture.Cached("foo").Row?.Value == "1");
    }

    [Fact]
    public async Task A_tick_moves_a_lagging_cache_on_by_the_changes_alone()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Server.LosesSignals = true;
        await fixture.SetAsync("keep", "1");
        await fixture.SetAsync("drop", "1");
        await fixture.Store.StartAsync(Token);
        var kept = (await fixture.Cache.Inner.ReadAsync(Token))!.Find("keep");
        fixture.Database.CommitDirectly(new StoreWrite("new", "1"), new StoreWrite("drop", null));
        await fixture.TickUntilAsync(() => fixture.CachedPosition == fixture.Server.Head);
        var cached = (await fixture.Cache.Inner.ReadAsync(Token))!;
        Assert.Equal(["keep", "new"], cached.Rows.Keys.Order());
        Assert.Same(kept, cached.Find("keep"));
    }

    [Fact]
    [Trait("Spec", "S64")]
    public async Task S64_differs_a_cache_that_fails_does_not_stop_the_ticks()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Server.LosesSignals = true;
        await fixture.Store.StartAsync(Token);
        fixture.Cache.FailReads = true;
        fixture.Cache.FailWrites = true;
        for (var i = 1; i <= 3; i++)
        {
            var revision = i;
            fixture.Database.CommitDirectly(new StoreWrite("foo", $"{i}"));
            await fixture.TickUntilAsync(() => fixture.Store.Image.Position.Revision == revision);
        }

        Assert.Equal(StoreState.Fresh, fixture.Store.State);
        Assert.Single(fixture.Log.Of(1010));
        fixture.Cache.FailReads = false;
        fixture.Cache.FailWrites = false;
        await fixture.TickUntilAsync(() => fixture.Cached("foo").Row?.Value == "3");
    }

    [Fact]
    [Trait("Spec", "S70")]
    public async Task S70_a_cache_that_missed_a_write_is_repaired_by_the_tick()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.Store.StartAsync(Token);
        await fixture.SetAsync("foo", "\"bar\"");
        fixture.Cache.FailWrites = true;
        await fixture.SetAsync("foo", "\"baz\"");
        Assert.Equal("\"bar\"", (await fixture.Store.GetAsync("foo", Token)).Row!.Value);
        fixture.Cache.FailWrites = false;
        await fixture.TickUntilAsync(() => fixture.Cached("foo").Row?.Value == "\"baz\"");
    }

    [Fact]
    public async Task A_cache_that_hangs_does_not_stop_the_ticks()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Server.LosesSignals = true;
        await fixture.Store.StartAsync(Token);
        fixture.Cache.Hangs = true;
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        await fixture.TickUntilAsync(() => fixture.Store.Image.Position.Revision == 1);
    }

    [Fact]
    public async Task A_cache_that_claims_what_the_database_does_not_have_is_written_anew()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Cache.Inner.Clear();
        await fixture.Cache.Inner.PutAsync(
            StoreImage.From(new(7, 99, Guid.NewGuid()), [new("foo", "\"forged\"", 99, DateTime.UnixEpoch, null, OptionChannel.Unknown, null)]), Token);
        await fixture.Store.StartAsync(Token);

        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);
        Assert.Equal("1", (await fixture.Cache.Inner.GetAsync("foo", Token)).Row!.Value);
        Assert.Equal((1L, 1L), (fixture.Server.Head.Epoch, fixture.Server.Head.Revision));
        Assert.Single(fixture.Log.Of(1012));
    }

    [Fact]
    public async Task A_database_that_is_down_at_the_start_does_not_stop_it_and_is_found_later()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        fixture.Database.FailReads = true;
        await fixture.Store.StartAsync(Token);
        Assert.Equal(StoreState.NotLoaded, fixture.Store.State);
        Assert.IsType<OptionStoreUnavailableException>(fixture.Store.LastError);

        fixture.Database.FailReads = false;
        await fixture.TickUntilAsync(() => fixture.Store.Image.Find("foo") is not null);
        Assert.Null(fixture.Store.LastError);
        await OptionStoreFixture.UntilAsync(() => fixture.Server.WatcherCount == 1);
    }

    [Fact]
    public async Task Without_the_database_a_start_takes_the_caches_image_unconfirmed()
    {
        await using var first = new OptionStoreFixture();
        await first.SetAsync("foo", "1");
        await using var fixture = first.Another();
        fixture.Database.FailReads = true;
        var seen = new List<StoreImage>();
        using var subscription = fixture.Store.Subscribe((_, current) => seen.Add(current));
        await fixture.Store.StartAsync(Token);

        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);
        Assert.Equal((StoreState.Stale, null), (fixture.Store.State, fixture.Store.LastConfirmed));

        fixture.Database.FailReads = false;
        await fixture.TickUntilAsync(() => fixture.Store.State == StoreState.Fresh);
        Assert.Single(seen);
    }

    [Fact]
    public async Task An_unconfirmed_image_that_the_database_contradicts_is_replaced_even_by_a_lower_revision()
    {
        var cache = new FaultyCache();
        await cache.Inner.PutAsync(
            StoreImage.From(new(7, 99, Guid.NewGuid()), [new("foo", "\"forged\"", 99, DateTime.UnixEpoch, null, OptionChannel.Unknown, null)]), Token);
        await using var fixture = new OptionStoreFixture(cache: cache);
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        fixture.Database.FailReads = true;
        await fixture.Store.StartAsync(Token);
        Assert.Equal("\"forged\"", fixture.Store.Image.Find("foo")!.Value);

        fixture.Database.FailReads = false;
        await fixture.TickUntilAsync(() => fixture.Store.Image.Find("foo")?.Value == "1");
        await fixture.TickUntilAsync(() => fixture.Cached("foo").Row?.Value == "1");
        Assert.Equal(1, fixture.Server.Head.Epoch);
        Assert.Single(fixture.Log.Of(1015));
    }

    [Fact]
    public async Task An_unconfirmed_image_at_the_true_position_gives_way_to_the_databases_rows()
    {
        await using var fixture = await StartedFromForgedCacheAsync();

        await fixture.Store.PullAsync(cancellationToken: Token);

        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);
        Assert.Null(fixture.Store.Image.Find("planted"));
        Assert.Single(fixture.Log.Of(1015));
    }

    [Fact]
    public async Task A_write_that_fits_an_unconfirmed_image_does_not_confirm_its_rows()
    {
        await using var fixture = await StartedFromForgedCacheAsync();

        var seen = new List<StoreImage>();
        using var subscription = fixture.Store.Subscribe((_, current) => seen.Add(current));

        var result = await fixture.SetAsync("bar", "2");

        Assert.True(result.LocallyVisible);
        Assert.Same(fixture.Store.Image, Assert.Single(seen));
        Assert.Equal(["bar=2", "foo=1"], fixture.Store.Image.Rows.Values.Select(row => $"{row.Key}={row.Value}").Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cache_that_a_process_started_from_is_compared_once_the_database_answers(bool isConfirmedByWrite)
    {
        await using var fixture = await StartedFromForgedCacheAsync();

        if (isConfirmedByWrite)
        {
            await fixture.SetAsync("bar", "2");
        }

        await fixture.TickUntilAsync(() => fixture.Cached("foo").Row?.Value == "1");
        Assert.Equal(CacheLookupKind.Absent, fixture.Cached("planted").Kind);
    }

    [Fact]
    public async Task An_author_that_only_the_cache_names_gives_way_without_being_called_a_contradiction()
    {
        await using var fixture = await StartedFromForgedCacheAsync(row => row with { UpdatedBy = "mallory" });
        Assert.Equal("mallory", fixture.Store.Image.Find("foo")!.UpdatedBy);

        await fixture.Store.PullAsync(cancellationToken: Token);

        Assert.Equal("elsewhere", fixture.Store.Image.Find("foo")!.UpdatedBy);
        Assert.Empty(fixture.Log.Of(1015));
    }

    [Fact]
    public async Task A_write_over_an_unconfirmed_image_confirms_it()
    {
        await using var first = new OptionStoreFixture();
        await first.SetAsync("foo", "1");
        await using var fixture = first.Another();
        fixture.Database.FailReads = true;
        await fixture.Store.StartAsync(Token);
        fixture.Database.FailReads = false;
        var result = await fixture.SetAsync("foo", "2");
        Assert.True(result.LocallyVisible);
        Assert.Equal("2", fixture.Store.Image.Find("foo")!.Value);
    }

    [Fact]
    public async Task A_database_that_fails_is_asked_again_after_growing_pauses_and_signals_do_not_shorten_them()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.Store.StartAsync(Token);
        fixture.Database.FailReads = true;
        fixture.Server.SignalAlways(0);
        await OptionStoreFixture.UntilAsync(() => fixture.Log.Of(1007).Any());
        await fixture.AdvanceUntilAsync(TimeSpan.FromSeconds(5), () => fixture.Log.Of(1008).Count() >= 8);

        // The clock stands still now, so that only signals could make the worker ask.
        var reads = fixture.Database.ReadCalls;
        for (var i = 0; i < 100; i++)
        {
            fixture.Server.SignalAlways(0);
            await Task.Yield();
        }

        await SettleAsync(fixture);
        Assert.Equal(reads, fixture.Database.ReadCalls);
        fixture.Database.FailReads = false;
        await fixture.AdvanceUntilAsync(TimeSpan.FromSeconds(5), () => fixture.Log.Of(1009).Any());
        Assert.Equal(StoreState.Fresh, fixture.Store.State);
    }

    [Fact]
    public async Task Signals_work_again_after_a_failure()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.Store.StartAsync(Token);
        fixture.Database.FailReads = true;
        fixture.Server.SignalAlways(0);
        await OptionStoreFixture.UntilAsync(() => fixture.Log.Of(1007).Any());
        fixture.Database.FailReads = false;
        await fixture.TickUntilAsync(() => fixture.Log.Of(1009).Any());
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        await OptionStoreFixture.UntilAsync(() => fixture.Store.Image.Find("foo") is not null);
    }

    [Fact]
    public async Task The_hourly_comparison_finds_and_corrects_what_was_changed_without_a_revision()
    {
        await using var fixture = new OptionStoreFixture(settings: new());
        await fixture.SetAsync("foo", "1");
        await fixture.SetAsync("gone", "1");
        await fixture.Store.StartAsync(Token);
        fixture.Server.EditByHand("foo", "2");
        fixture.Server.EditByHand("gone", null);
        await fixture.AdvanceUntilAsync(TimeSpan.FromMinutes(1), () => fixture.Log.Of(1013).Any());
        Assert.Equal("2", fixture.Store.Image.Find("foo")!.Value);
        Assert.Null(fixture.Store.Image.Find("gone"));
        Assert.Contains("foo, gone", Assert.Single(fixture.Log.Of(1013)).Message, StringComparison.Ordinal);
        await OptionStoreFixture.UntilAsync(() => fixture.Cached("foo").Row?.Value == "2");
        Assert.Null((await fixture.Cache.Inner.GetAsync("gone", Token)).Row);
    }

    [Fact]
    public async Task Starting_twice_watches_once_and_stopping_ends_the_watching()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.Store.StartAsync(Token);
        await fixture.Store.StartAsync(Token);
        Assert.Equal(1, fixture.Server.WatcherCount);
        await fixture.Store.StopAsync(Token);
        Assert.Equal(0, fixture.Server.WatcherCount);

        var calls = fixture.Database.TotalCalls;
        fixture.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(calls, fixture.Database.TotalCalls);
        await fixture.Store.StopAsync(Token);

        await fixture.Store.StartAsync(Token);
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        await OptionStoreFixture.UntilAsync(() => fixture.Store.Image.Find("foo") is not null);
    }

    [Fact]
    public async Task Disposing_a_started_store_ends_its_work_and_says_nothing_of_errors()
    {
        var fixture = new OptionStoreFixture();
        await fixture.Store.StartAsync(Token);
        using var gate = new ReadGate(fixture.Database);
        fixture.Server.SignalAlways(0);
        await gate.Reached;
        await fixture.DisposeAsync();
        await fixture.DisposeAsync();
        Assert.Equal(0, fixture.Server.WatcherCount);
        Assert.Empty(fixture.Log.Of(1007));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await fixture.Store.StartAsync(Token));
    }

    [Fact]
    public async Task A_cancelled_start_starts_nothing()
    {
        await using var fixture = new OptionStoreFixture();
        using var source = new CancellationTokenSource();
        fixture.Database.BeforeRead = () => source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await fixture.Store.StartAsync(source.Token));
        Assert.Equal(0, fixture.Server.WatcherCount);
        fixture.Database.BeforeRead = null;
        await fixture.Store.StartAsync(Token);
        Assert.Equal(1, fixture.Server.WatcherCount);
    }

    /// <summary>A store that started without the database from a cache which copied the true position and holds other rows.</summary>
    private static async Task<OptionStoreFixture> StartedFromForgedCacheAsync(Func<StoreRow, StoreRow>? forge = null)
    {
        var fixture = new OptionStoreFixture();
        var truth = fixture.Database.CommitDirectly(new StoreWrite("foo", "1")).Delta;
        StoreRow[] rows = forge is null
            ? [truth.Rows[0] with { Value = "666" }, truth.Rows[0] with { Key = "planted" }]
            : [forge(truth.Rows[0])];
        await fixture.Cache.Inner.PutAsync(StoreImage.From(truth.To, rows), Token);
        fixture.Database.FailReads = true;
        await fixture.Store.StartAsync(Token);
        Assert.Equal(rows.Length, fixture.Store.Image.Rows.Count);
        fixture.Database.FailReads = false;
        return fixture;
    }

    // Signals may still be on their way through the worker. A wait that is too short can only hide a fault, never invent one.
    private static async Task SettleAsync(OptionStoreFixture fixture)
    {
        var calls = -1;
        while (calls != fixture.Database.TotalCalls + fixture.Cache.TotalCalls)
        {
            calls = fixture.Database.TotalCalls + fixture.Cache.TotalCalls;
            await Task.Delay(50, Token);
        }
    }
}
