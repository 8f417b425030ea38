using System.Runtime.CompilerServices;
using OptionsSdk.Errors;
using OptionsSdk.Store;
using OptionsSdk.Tests.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Observing;

public sealed class StoreInstrumentTests
{
    private const string Database = "database=fake database";

    private static CancellationToken Token => OptionStoreFixture.Token;

    [Fact]
    public async Task The_duration_of_a_commit_is_measured_by_the_stores_clock()
    {
        await using var fixture = new OptionStoreFixture();
        using var measurements = new RecordedMeasurements(fixture.Store);
        fixture.Database.BeforeCommit = _ =>
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(3));
            return Task.CompletedTask;
        };
        await fixture.SetAsync("foo", "1");
        Assert.Equal([(3, $"result=committed,{Database}")], measurements.Of("options.store.commit.duration"));
    }

    [Fact]
    public async Task A_commit_that_fails_is_measured_with_the_id_of_its_error()
    {
        await using var fixture = new OptionStoreFixture();
        using var measurements = new RecordedMeasurements(fixture.Store);
        fixture.Database.FailWrites = true;
        await Assert.ThrowsAnyAsync<OptionStoreException>(async () => await fixture.SetAsync("foo", "1"));
        Assert.Equal($"result=failed,error.type={OptionErrorIds.StoreUnavailable},{Database}", Assert.Single(measurements.Of("options.store.commit.duration")).Tags);
    }

    [Fact]
    public async Task The_duration_of_a_pull_is_measured_by_the_stores_clock()
    {
        await using var fixture = new OptionStoreFixture();
        using var measurements = new RecordedMeasurements(fixture.Store);
        fixture.Database.BeforeRead = () =>
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(2));
            return Task.CompletedTask;
        };
        await fixture.Store.PullAsync(0, Token);
        Assert.Equal([(2, $"result=ok,{Database}")], measurements.Of("options.store.pull.duration"));
    }

    [Fact]
    public async Task A_pull_that_fails_is_measured_with_the_id_of_its_error()
    {
        await using var fixture = new OptionStoreFixture();
        using var measurements = new RecordedMeasurements(fixture.Store);
        fixture.Database.FailReads = true;
        await Assert.ThrowsAnyAsync<OptionStoreException>(async () => await fixture.Store.PullAsync(0, Token));
        Assert.Equal($"result=failed,error.type={OptionErrorIds.StoreUnavailable},{Database}", Assert.Single(measurements.Of("options.store.pull.duration")).Tags);
    }

    [Fact]
    public async Task How_long_an_own_write_took_to_be_read_is_measured_from_the_commits_answer()
    {
        await using var fixture = new OptionStoreFixture();
        using var measurements = new RecordedMeasurements(fixture.Store);
        await fixture.Store.PullAsync(0, Token);
        fixture.Database.BeforeCommit = _ =>
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(3));
            return Task.CompletedTask;
        };
        using var slowHandler = fixture.Store.Subscribe((_, _) => fixture.Time.Advance(TimeSpan.FromSeconds(1)));
        await fixture.SetAsync("foo", "1");
        Assert.Equal([(1, $"source=write,{Database}")], measurements.Of("options.store.install.delay"));
    }

    [Fact]
    public async Task How_long_a_notified_change_took_to_be_read_is_measured_from_the_notification()
    {
        await using var fixture = new OptionStoreFixture();
        using var measurements = new RecordedMeasurements(fixture.Store);
        await fixture.Store.StartAsync(Token);
        fixture.Database.BeforeRead = () =>
        {
            fixture.Database.BeforeRead = null;
            fixture.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        await OptionStoreFixture.UntilAsync(() => measurements.Of("options.store.install.delay").Any());
        Assert.Equal([(1, $"source=notification,{Database}")], measurements.Of("options.store.install.delay"));
    }

    [Fact]
    public async Task Notifications_are_counted_by_who_told()
    {
        await using var fixture = new OptionStoreFixture();
        using var measurements = new RecordedMeasurements(fixture.Store);
        await fixture.Store.StartAsync(Token);
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        await OptionStoreFixture.UntilAsync(() => measurements.Of("options.store.notifications").Contains((1, $"channel=database,{Database}")));
        await OptionStoreFixture.UntilAsync(() => measurements.Of("options.store.notifications").Contains((1, $"channel=cache,{Database}")));
    }

    [Fact]
    public async Task A_rewritten_history_is_counted()
    {
        await using var fixture = new OptionStoreFixture();
        using var measurements = new RecordedMeasurements(fixture.Store);
        await fixture.SetAsync("foo", "1");
        var restore = fixture.Server.Backup();
        await fixture.SetAsync("foo", "2");
        restore();
        await fixture.Store.PullAsync(0, Token);
        Assert.Equal([(1, Database)], measurements.Of("options.store.epoch_changes"));
    }

    [Fact]
    public async Task The_revisions_of_process_cache_and_database_are_observed()
    {
        await using var fixture = new OptionStoreFixture();
        using var measurements = new RecordedMeasurements(fixture.Store);
        await fixture.SetAsync("foo", "1");
        await fixture.Store.StartAsync(Token);
        await fixture.SetAsync("foo", "2");
        Assert.Equal(
            [(2, $"source=local,{Database}"), (1, $"source=cache,{Database}"), (2, $"source=db,{Database}")],
            measurements.Observe("options.store.revision"));
    }

    [Fact]
    public async Task Staleness_counts_from_the_last_confirmation()
    {
        await using var fixture = new OptionStoreFixture();
        using var measurements = new RecordedMeasurements(fixture.Store);
        Assert.Empty(measurements.Observe("options.store.staleness"));
        await fixture.Store.PullAsync(0, Token);
        fixture.Time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal([(7, Database)], measurements.Observe("options.store.staleness"));
    }

    [Fact]
    public async Task The_state_that_the_store_is_in_is_one_and_the_others_are_zero()
    {
        await using var fixture = new OptionStoreFixture();
        using var measurements = new RecordedMeasurements(fixture.Store);
        Assert.Equal("state=not_loaded," + Database, Assert.Single(measurements.Observe("options.store.state"), state => state.Value == 1).Tags);
        await fixture.Store.PullAsync(0, Token);
        Assert.Equal("state=fresh," + Database, Assert.Single(measurements.Observe("options.store.state"), state => state.Value == 1).Tags);
        fixture.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("state=stale," + Database, Assert.Single(measurements.Observe("options.store.state"), state => state.Value == 1).Tags);
        Assert.Equal(5, measurements.Observe("options.store.state").Count());
    }

    [Fact]
    public async Task Stores_on_databases_of_one_name_are_told_apart()
    {
        await using var fixture = new OptionStoreFixture();
        await using var other = fixture.Another();
        using var measurements = new RecordedMeasurements(fixture.Store);
        using var ofOther = new RecordedMeasurements(other.Store);
        await fixture.SetAsync("foo", "1");
        Assert.NotEmpty(measurements.Observe("options.store.revision"));
        Assert.Empty(ofOther.Observe("options.store.revision"));
    }

    [Fact]
    public async Task A_disposed_store_is_observed_no_more()
    {
        var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        using var measurements = new RecordedMeasurements(fixture.Store);
        Assert.NotEmpty(measurements.Observe("options.store.revision"));
        await fixture.DisposeAsync();

        // Another store may have been given the number since; it is of another database then, or stands elsewhere.
        Assert.DoesNotContain(StoreGauges.Observed, observed => ReferenceEquals(observed, fixture.Store));
    }

    [Fact]
    public void A_store_that_nobody_holds_is_not_kept_alive()
    {
        var store = Abandon();
        for (var attempt = 0; attempt < 20 && store.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(store.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Abandon() => new(new OptionStore(new FakeOptionDatabase()));
    }

    [Fact]
    public async Task No_measurement_holds_a_key_or_a_value()
    {
        await using var fixture = new OptionStoreFixture();
        using var measurements = new RecordedMeasurements(fixture.Store);
        await fixture.SetAsync("secret-key", "\"hunter2\"");
        measurements.Observe("options.store.revision");
        await fixture.SetAsync("secret-key", "\"hunter3\"");
        Assert.NotEmpty(measurements.All);
        Assert.All(measurements.All, measurement =>
        {
            Assert.DoesNotContain("secret-key", measurement.Tags, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter", measurement.Tags, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_fault_that_comes_with_every_call_is_logged_once_a_minute_with_the_number_of_those_left_out()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Cache.FailReads = true;
        for (var call = 0; call < 3; call++)
        {
            await fixture.Store.GetAsync("foo", Token);
        }

        var before = fixture.Log.Of(1001).Count();
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await fixture.Store.GetAsync("foo", Token);
        Assert.Equal((1, 2), (before, fixture.Log.Of(1001).Count()));
        Assert.Equal("2 more messages of event 1001 were left out since the last one was written", Assert.Single(fixture.Log.Of(1050)).Message);
    }
}
