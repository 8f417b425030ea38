using Microsoft.Extensions.DependencyInjection;
using OptionsSdk.Errors;
using OptionsSdk.Store;
using OptionsSdk.Tests.Manager;
using OptionsSdk.Tests.Store.Fakes;
using OptionsSdk.Tests.Store.LastKnownGood;

namespace OptionsSdk.Tests.Store;

/// <summary>A process that the environment keeps at the first state that the database confirms.</summary>
public sealed class FreezeTests
{
    private static CancellationToken Token => OptionStoreFixture.Token;

    private static OptionStoreSettings Settings(string? freeze = "1", string? file = null) => new()
    {
        FullReconcileInterval = TimeSpan.FromDays(30),
        LastKnownGoodFile = file,
        ReadEnvironment = name => name == "OPTIONSSDK_FREEZE" ? freeze : null,
    };

    private static OptionStoreFixture Fixture(FakeDatabaseServer? server = null, FaultyCache? cache = null, string? file = null) =>
        new(server, cache, Settings(file: file));

    [Fact]
    public async Task A_frozen_process_stays_at_the_first_confirmed_image()
    {
        await using var fixture = Fixture();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        await fixture.Store.StartAsync(Token);
        Assert.Equal(("1", StoreState.Frozen, true), (fixture.Store.Image.Find("foo")!.Value, fixture.Store.State, fixture.Store.IsFrozen));
        Assert.Equal(0, fixture.Server.WatcherCount);
        Assert.Contains("OPTIONSSDK_FREEZE", Assert.Single(fixture.Log.Of(1024)).Message, StringComparison.Ordinal);

        var calls = fixture.Database.TotalCalls;
        fixture.Database.CommitDirectly(new StoreWrite("foo", "2"));
        fixture.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("1", (await fixture.Store.PullAsync(99, Token)).Find("foo")!.Value);
        Assert.Equal("1", (await fixture.Store.RefreshAsync(Token)).Find("foo")!.Value);
        Assert.False(await fixture.Store.EnsureRevisionAsync(2, TimeSpan.FromHours(1), Token));
        Assert.Equal((calls, StoreState.Frozen), (fixture.Database.TotalCalls, fixture.Store.State));
    }

    [Fact]
    public async Task Until_the_database_confirms_a_frozen_process_starts_like_any_other()
    {
        await using var first = new OptionStoreFixture();
        await first.SetAsync("foo", "1");
        await using var fixture = Fixture(first.Server, new(first.Cache.Inner));
        fixture.Database.FailReads = true;
        await fixture.Store.StartAsync(Token);
        Assert.Equal(("1", StoreState.Stale), (fixture.Store.Image.Find("foo")!.Value, fixture.Store.State));

        fixture.Database.CommitDirectly(new StoreWrite("foo", "2"));
        fixture.Database.FailReads = false;
        await fixture.TickUntilAsync(() => fixture.Store.State == StoreState.Frozen);
        Assert.Equal("2", fixture.Store.Image.Find("foo")!.Value);
        fixture.Database.CommitDirectly(new StoreWrite("foo", "3"));
        await fixture.Store.PullAsync(cancellationToken: Token);
        Assert.Equal("2", fixture.Store.Image.Find("foo")!.Value);
    }

    [Fact]
    public async Task A_frozen_process_neither_writes_nor_repairs()
    {
        await using var fixture = Fixture();
        await fixture.Store.StartAsync(Token);
        var error = await Assert.ThrowsAsync<OptionStoreException>(async () => await fixture.SetAsync("foo", "1"));
        Assert.Equal(OptionErrorIds.StoreFrozen, error.Id);
        Assert.Equal(
            OptionErrorIds.StoreFrozen,
            (await Assert.ThrowsAsync<OptionStoreException>(async () => await fixture.Store.ReconcileAsync(cancellationToken: Token))).Id);
        Assert.Equal(0, fixture.Database.CommitCalls);
    }

    [Fact]
    public async Task A_frozen_process_leaves_the_cache_of_the_others_alone()
    {
        await using var first = new OptionStoreFixture();
        await first.SetAsync("foo", "1");
        var cache = new FaultyCache(first.Cache.Inner);
        await using var fixture = Fixture(first.Server, cache);
        await fixture.Store.StartAsync(Token);
        await first.SetAsync("foo", "2");
        await fixture.Store.PullAsync(cancellationToken: Token);
        Assert.Equal(0, cache.Writes);
        Assert.Equal("2", first.Cached("foo").Row!.Value);
    }

    [Fact]
    public async Task The_manager_refuses_writes_of_a_frozen_process_and_says_so_before()
    {
        await using var store = new OptionStore(new FakeOptionDatabase(), settings: Settings());
        using var manager = new OptionManager(new OptionRegistry().Add<TestOptions>(), store);
        await store.StartAsync(Token);
        Assert.Equal(NotWritableReason.Frozen, manager.CanUpdate(TestOptions.Keys.Port, 80));
        Assert.Equal(NotWritableReason.Frozen, manager.CanDelete("test.port"));
        Assert.Equal(NotWritableReason.ReadOnly, manager.CanUpdate(TestOptions.Keys.Fixed, "x"));
        var error = await Assert.ThrowsAsync<OptionNotWritableException>(async () => await manager.Group<TestOptions>().SetPortAsync(80, cancellationToken: Token));
        Assert.Equal((NotWritableReason.Frozen, "test.port"), (error.Reason, error.Key));
        Assert.Contains("OPTIONSSDK_FREEZE", error.Message, StringComparison.Ordinal);
        Assert.Contains("the store is Frozen", (await new OptionHealthCheck(manager).CheckHealthAsync(new(), Token)).Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frozen_process_does_not_move_a_shared_file_back()
    {
        using var folder = new StateFolder();
        var server = new FakeDatabaseServer();
        await using var store = new OptionStore(new FakeOptionDatabase(server), settings: Settings(file: folder.FilePath));
        using var manager = new OptionManager(new OptionRegistry().Add<TestOptions>(), store);
        await store.StartAsync(Token);
        await using (var other = new KeepingProcess(folder, server))
        {
            await other.StartAsync();
            await other.Options.SetPortAsync(80, cancellationToken: Token);
        }

        await store.StopAsync(Token);
        await using var reader = new KeepingProcess(folder, server);
        Assert.Equal(1, reader.Saved!.Position.Revision);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData("1", true)]
    [InlineData(" true ", true)]
    [InlineData("TRUE", true)]
    public async Task The_variable_says_yes_or_no(string? value, bool isFrozen)
    {
        await using var store = new OptionStore(new FakeOptionDatabase(), settings: Settings(value));
        Assert.Equal(isFrozen, store.IsFrozen);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("2")]
    [InlineData("on")]
    public void A_variable_that_says_neither_stops_the_start(string value)
    {
        var error = Assert.Throws<OptionSettingsException>(() => new OptionStore(new FakeOptionDatabase(), settings: Settings(value)));
        Assert.Equal(OptionErrorIds.InvalidFreeze, error.Id);
        Assert.Contains("OPTIONSSDK_FREEZE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_is_disposed_when_the_variable_stops_the_start()
    {
        var database = new FakeOptionDatabase();
        var services = new ServiceCollection();
        services.AddOptionsSdk().UseDatabase(_ => database).ConfigureStore(store => store.ReadEnvironment = static _ => "maybe");
        await using var provider = services.BuildServiceProvider();
        Assert.Throws<OptionSettingsException>(() => provider.GetRequiredService<OptionManager>());
        Assert.True(database.IsDisposed);
    }
}
