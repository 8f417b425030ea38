using Microsoft.Extensions.Diagnostics.HealthChecks;
using OptionsSdk.Errors;
using OptionsSdk.Store;
using OptionsSdk.Tests.Manager;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Store;

public sealed class StartupModeTests
{
    private static CancellationToken Token => OptionStoreFixture.Token;

    private static OptionStoreFixture Fixture(StartupMode mode, FaultyCache? cache = null) =>
        new(cache: cache, settings: new() { FullReconcileInterval = TimeSpan.FromDays(30), StartupMode = mode });

    [Fact]
    public void Background_is_the_default() => Assert.Same(StartupMode.Background, new OptionStoreSettings().StartupMode);

    [Fact]
    public async Task In_the_background_a_start_without_a_database_goes_on_with_the_caches_image()
    {
        await using var first = new OptionStoreFixture();
        await first.SetAsync("foo", "1");
        await using var fixture = Fixture(StartupMode.Background, new(first.Cache.Inner));
        fixture.Database.FailReads = true;

        await fixture.Store.StartAsync(Token);

        Assert.Equal(("1", StoreState.Stale), (fixture.Store.Image.Find("foo")!.Value, fixture.Store.State));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cache_that_was_away_too_at_the_start_is_taken_when_it_is_back_before_the_database(bool isTrusted)
    {
        await using var writer = new OptionStoreFixture();
        await writer.SetAsync("foo", "1");
        await using var fixture = new OptionStoreFixture(writer.Server, new FaultyCache(writer.Cache.Inner) { IsTrusted = isTrusted, FailReads = true });
        fixture.Database.FailReads = true;
        await fixture.Store.StartAsync(OptionStoreFixture.Token);
        await fixture.TickUntilAsync(() => fixture.Database.TotalCalls > 5);
        Assert.Equal(StoreState.NotLoaded, fixture.Store.State);

        fixture.Cache.FailReads = false;

        await fixture.TickUntilAsync(() => fixture.Store.Image.Find("foo")?.Value == "1");
        Assert.Equal((StoreImageSource.Cache, StoreState.Stale), (fixture.Store.ImageSource, fixture.Store.State));
        fixture.Database.FailReads = false;
        await fixture.TickUntilAsync(() => fixture.Store.State == StoreState.Fresh);
        Assert.Equal(StoreImageSource.Database, fixture.Store.ImageSource);
    }

    [Fact]
    public async Task A_store_that_is_stopped_while_it_asks_a_cache_that_hangs_stops_without_a_word()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.FailReads = true;
        fixture.Cache.FailReads = true;
        await fixture.Store.StartAsync(OptionStoreFixture.Token);
        var asked = new TaskCompletionSource();
        fixture.Cache.BeforeImage = () =>
        {
            asked.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        await fixture.TickUntilAsync(() => asked.Task.IsCompleted);

        await fixture.Store.StopAsync(OptionStoreFixture.Token);
    }

    [Fact]
    public async Task In_the_background_a_database_that_hangs_holds_an_empty_process_up_for_a_second_only()
    {
        await using var fixture = Fixture(StartupMode.Background);
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        using var gate = new ReadGate(fixture.Database);
        var start = fixture.Store.StartAsync(Token).AsTask();
        await gate.Reached;
        fixture.Time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(start.IsCompleted);

        await fixture.AdvanceUntilAsync(TimeSpan.FromSeconds(0.1), () => start.IsCompleted);
        await start;
        Assert.Equal(StoreState.NotLoaded, fixture.Store.State);
        Assert.Contains("Background", Assert.Single(fixture.Log.Of(1018)).Message, StringComparison.Ordinal);

        gate.Open();
        await OptionStoreFixture.UntilAsync(() => fixture.Store.State == StoreState.Fresh);
        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);
    }

    [Fact]
    public async Task The_token_of_a_start_does_not_end_what_goes_on_in_the_background()
    {
        await using var fixture = Fixture(StartupMode.WaitFor(TimeSpan.Zero));
        using var gate = new ReadGate(fixture.Database);
        using (var source = new CancellationTokenSource())
        {
            await fixture.Store.StartAsync(source.Token);
            await source.CancelAsync();
        }

        await gate.Reached;
        gate.Open();
        await OptionStoreFixture.UntilAsync(() => fixture.Store.State == StoreState.Fresh);
    }

    [Fact]
    public async Task A_start_that_waits_asks_again_and_goes_on_when_the_database_confirms()
    {
        await using var fixture = Fixture(StartupMode.WaitFor(TimeSpan.FromHours(1)));
        fixture.Database.FailReads = true;
        var start = fixture.Store.StartAsync(Token).AsTask();
        await fixture.AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => fixture.Database.InitializeCalls >= 3);
        Assert.False(start.IsCompleted);

        fixture.Database.FailReads = false;
        await fixture.AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => start.IsCompleted);
        await start;
        Assert.Equal(StoreState.Fresh, fixture.Store.State);
    }

    [Fact]
    public async Task A_start_that_waits_goes_on_with_the_caches_image_when_its_time_is_over()
    {
        await using var first = new OptionStoreFixture();
        await first.SetAsync("foo", "1");
        await using var fixture = Fixture(StartupMode.WaitFor(TimeSpan.FromSeconds(3)), new(first.Cache.Inner));
        fixture.Database.FailReads = true;
        var start = fixture.Store.StartAsync(Token).AsTask();
        await fixture.AdvanceUntilAsync(TimeSpan.FromSeconds(0.2), () => start.IsCompleted);
        await start;
        Assert.Equal(("1", StoreState.Stale), (fixture.Store.Image.Find("foo")!.Value, fixture.Store.State));
        Assert.Contains("WaitFor(00:00:03)", Assert.Single(fixture.Log.Of(1018)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_waits_for_nothing_does_not_even_wait_with_nothing_loaded()
    {
        await using var fixture = Fixture(StartupMode.WaitFor(TimeSpan.Zero));
        using var gate = new ReadGate(fixture.Database);
        await fixture.Store.StartAsync(Token);
        Assert.Equal(StoreState.NotLoaded, fixture.Store.State);
    }

    [Fact]
    public async Task A_start_that_requires_the_database_throws_without_it_and_can_be_repeated()
    {
        await using var fixture = Fixture(StartupMode.Required);
        fixture.Database.FailReads = true;
        var error = await Assert.ThrowsAsync<OptionStartupException>(async () => await fixture.Store.StartAsync(Token));
        Assert.Equal(OptionErrorIds.StartNotConfirmed, error.Id);
        Assert.IsType<OptionStoreUnavailableException>(error.InnerException);
        Assert.Equal(
            "OSDK5407: fake database did not confirm the options at the start. The fake database is down. "
            + "StartupMode.Required lets nothing start before the database has answered. "
            + "Let it up again. To start without the database, choose StartupMode.WaitFor or StartupMode.Background.",
            error.Message);
        Assert.Equal(0, fixture.Server.WatcherCount);

        fixture.Database.FailReads = false;
        await fixture.Store.StartAsync(Token);
        Assert.Equal(StoreState.Fresh, fixture.Store.State);
    }

    [Fact]
    public async Task A_start_that_requires_the_database_is_not_content_with_the_caches_image()
    {
        await using var first = new OptionStoreFixture();
        await first.SetAsync("foo", "1");
        await using var fixture = Fixture(StartupMode.Required, new(first.Cache.Inner));
        fixture.Database.FailReads = true;
        await Assert.ThrowsAsync<OptionStartupException>(async () => await fixture.Store.StartAsync(Token));
        Assert.Equal(StoreState.NotLoaded, fixture.Store.State);
    }

    [Fact]
    public async Task A_start_that_requires_the_database_waits_for_it()
    {
        await using var fixture = Fixture(StartupMode.Required);
        using var gate = new ReadGate(fixture.Database);
        var start = fixture.Store.StartAsync(Token).AsTask();
        await gate.Reached;
        fixture.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.False(start.IsCompleted);
        gate.Open();
        await start;
        Assert.NotNull(fixture.Store.LastConfirmed);
    }

    [Theory]
    [InlineData("background")]
    [InlineData("wait")]
    [InlineData("required")]
    public async Task A_start_that_waits_for_the_database_can_be_cancelled(string mode)
    {
        await using var fixture = Fixture(Mode(mode));
        using var gate = new ReadGate(fixture.Database);
        using var source = new CancellationTokenSource();
        var start = fixture.Store.StartAsync(source.Token).AsTask();
        await gate.Reached;
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Equal(0, fixture.Server.WatcherCount);
    }

    [Theory]
    [InlineData("background")]
    [InlineData("wait")]
    [InlineData("required")]
    public async Task A_store_that_is_disposed_ends_its_start(string mode)
    {
        await using var fixture = Fixture(Mode(mode));
        using var gate = new ReadGate(fixture.Database);
        var start = fixture.Store.StartAsync(Token).AsTask();
        await gate.Reached;
        var disposal = fixture.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => start);
        gate.Open();
        await disposal;
    }

    [Fact]
    public async Task Health_is_degraded_until_the_database_confirms()
    {
        await using var fixture = Fixture(StartupMode.WaitFor(TimeSpan.Zero));
        using var manager = new OptionManager(new OptionRegistry().Add<QuietOptions>(), fixture.Store);
        using var gate = new ReadGate(fixture.Database);
        await fixture.Store.StartAsync(Token);
        var check = new OptionHealthCheck(manager);
        Assert.Equal(HealthStatus.Degraded, (await check.CheckHealthAsync(new(), Token)).Status);
        gate.Open();
        await OptionStoreFixture.UntilAsync(() => fixture.Store.State == StoreState.Fresh);
        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(new(), Token)).Status);
    }

    [Fact]
    public void A_time_to_wait_is_not_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StartupMode.WaitFor(TimeSpan.FromSeconds(-1)));

    private static StartupMode Mode(string name) => name switch
    {
        "wait" => StartupMode.WaitFor(TimeSpan.FromHours(1)),
        "required" => StartupMode.Required,
        _ => StartupMode.Background,
    };
}
