using Microsoft.Extensions.Logging;
using OptionsSdk.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Store;

/// <summary>The seed's read door.</summary>
public sealed class OptionStoreReadTests
{
    private static CancellationToken Token => OptionStoreFixture.Token;

    [Fact]
    [Trait("Spec", "S34")]
    public async Task S34_a_cache_hit_never_asks_the_database()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "\"bar\"");
        var calls = fixture.Database.TotalCalls;
        var result = await fixture.Store.GetAsync("foo", Token);

        Assert.Equal((StoreReadOutcome.CacheHit, "\"bar\""), (result.Outcome, result.Row!.Value));
        Assert.Equal(calls, fixture.Database.TotalCalls);
    }

    [Fact]
    [Trait("Spec", "S35")]
    public async Task S35_a_cache_failure_is_a_warning_that_names_the_key_and_counts_as_a_miss()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "\"bar\""));
        fixture.Cache.FailReads = true;
        var result = await fixture.Store.GetAsync("foo", Token);

        Assert.Equal((StoreReadOutcome.DatabaseHitWithoutCache, "\"bar\""), (result.Outcome, result.Row!.Value));
        var entry = Assert.Single(fixture.Log.Of(1001));
        Assert.Equal((LogLevel.Warning, "Unable to fetch option cache for foo"), (entry.Level, entry.Message));
        Assert.IsType<IOException>(entry.Exception);
    }

    [Fact]
    [Trait("Spec", "S36")]
    public async Task S36_a_miss_reads_the_row_and_fills_the_cache()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "\"bar\""));

        Assert.Equal(StoreReadOutcome.DatabaseHit, (await fixture.Store.GetAsync("foo", Token)).Outcome);
        Assert.Equal(StoreReadOutcome.CacheHit, (await fixture.Store.GetAsync("foo", Token)).Outcome);
        Assert.Equal(1, fixture.Database.ReadRowCalls);
    }

    [Fact]
    [Trait("Spec", "S37")]
    public async Task S37_a_database_failure_is_an_error_and_never_fills_the_cache()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "\"bar\""));
        fixture.Database.FailReads = true;
        var result = await fixture.Store.GetAsync("foo", Token);

        Assert.Equal(new StoreReadResult(StoreReadOutcome.Unavailable, null), result);
        Assert.False(result.IsKnown);
        Assert.Equal(0, fixture.Cache.Writes);
        Assert.Equal(LogLevel.Error, Assert.Single(fixture.Log.Of(1002)).Level);

        fixture.Database.FailReads = false;
        Assert.Equal("\"bar\"", (await fixture.Store.GetAsync("foo", Token)).Row!.Value);
    }

    [Fact]
    [Trait("Spec", "S38")]
    public async Task S38_a_failed_fill_is_logged_and_the_value_returned()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "\"bar\""));
        fixture.Cache.FailFills = true;
        var result = await fixture.Store.GetAsync("foo", Token);

        Assert.Equal((StoreReadOutcome.DatabaseHitWithoutCache, "\"bar\""), (result.Outcome, result.Row!.Value));
        Assert.Contains("foo", Assert.Single(fixture.Log.Of(1003)).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Spec", "S39")]
    public async Task S39_differs_absence_is_remembered_because_the_database_answered_it()
    {
        await using var fixture = new OptionStoreFixture();
        Assert.Equal(StoreReadOutcome.DatabaseAbsent, (await fixture.Store.GetAsync("foo", Token)).Outcome);
        Assert.Equal(StoreReadOutcome.CacheAbsent, (await fixture.Store.GetAsync("foo", Token)).Outcome);
        Assert.Equal(1, fixture.Database.ReadRowCalls);
    }

    [Fact]
    [Trait("Spec", "S54")]
    public async Task S54_a_remembered_absence_ends_with_the_next_write()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.Store.GetAsync("foo", Token);
        await fixture.SetAsync("foo", "1");
        Assert.Equal("1", (await fixture.Store.GetAsync("foo", Token)).Row!.Value);
        await fixture.DeleteAsync("foo");
        Assert.Equal(StoreReadOutcome.CacheAbsent, (await fixture.Store.GetAsync("foo", Token)).Outcome);
    }

    [Fact]
    [Trait("Spec", "S37")]
    public async Task S37_an_absence_that_could_not_be_asked_is_not_remembered()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.FailReads = true;
        await fixture.Store.GetAsync("foo", Token);
        fixture.Database.FailReads = false;
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        Assert.Equal(StoreReadOutcome.DatabaseHit, (await fixture.Store.GetAsync("foo", Token)).Outcome);
    }

    [Fact]
    [Trait("Spec", "S72")]
    public async Task S72_row_1_database_reads_down_and_the_cache_warm_gives_the_value()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "\"bar\"");
        fixture.Database.FailReads = true;
        Assert.Equal("\"bar\"", (await fixture.Store.GetAsync("foo", Token)).Row!.Value);
    }

    [Theory]
    [Trait("Spec", "S72")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S72_row_2_cache_reads_down_and_the_database_up_gives_the_value_also_when_the_fill_fails(bool failsWrites)
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "\"bar\"");
        fixture.Cache.FailReads = true;
        fixture.Cache.FailWrites = failsWrites;
        var result = await fixture.Store.GetAsync("foo", Token);
        Assert.Equal((StoreReadOutcome.DatabaseHitWithoutCache, "\"bar\""), (result.Outcome, result.Row!.Value));
    }

    [Fact]
    [Trait("Spec", "S72")]
    public async Task S72_row_3_both_reads_down_is_not_known_and_does_not_throw()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "\"bar\"");
        fixture.Cache.FailReads = true;
        fixture.Database.FailReads = true;
        Assert.Equal(StoreReadOutcome.Unavailable, (await fixture.Store.GetAsync("foo", Token)).Outcome);
    }

    [Fact]
    [Trait("Spec", "S72")]
    public async Task S72_row_4_database_writes_down_makes_the_write_throw_and_the_value_stay()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "\"bar\"");
        fixture.Database.FailWrites = true;
        await Assert.ThrowsAnyAsync<Errors.OptionStoreException>(async () => await fixture.SetAsync("foo", "\"baz\""));
        Assert.Equal("\"bar\"", (await fixture.Store.GetAsync("foo", Token)).Row!.Value);
    }

    [Fact]
    [Trait("Spec", "S72")]
    public async Task S72_row_5_a_write_without_the_cache_is_read_from_the_database_and_after_the_sync_from_the_cache()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "\"bar\"");
        fixture.Cache.FailReads = true;
        fixture.Cache.FailWrites = true;
        var result = await fixture.SetAsync("foo", "\"baz\"");
        Assert.Equal((StoreCommitOutcome.Committed, false), (result.Outcome, result.CacheUpdated));
        Assert.Equal("\"baz\"", (await fixture.Store.GetAsync("foo", Token)).Row!.Value);
        Assert.Equal("\"baz\"", fixture.Store.Image.Find("foo")!.Value);

        fixture.Cache.FailReads = false;
        fixture.Cache.FailWrites = false;
        await fixture.Store.ReconcileAsync(cancellationToken: Token);
        var read = await fixture.Store.GetAsync("foo", Token);
        Assert.Equal((StoreReadOutcome.CacheHit, "\"baz\""), (read.Outcome, read.Row!.Value));
    }

    [Fact]
    [Trait("Spec", "S70")]
    public async Task S70_a_cache_that_missed_a_write_is_wrong_until_the_sync()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "\"bar\"");
        fixture.Cache.FailWrites = true;
        await fixture.SetAsync("foo", "\"baz\"");
        fixture.Cache.FailWrites = false;

        // The read door trusts the cache; the image does not need it.
        Assert.Equal("\"bar\"", (await fixture.Store.GetAsync("foo", Token)).Row!.Value);
        Assert.Equal("\"baz\"", fixture.Store.Image.Find("foo")!.Value);

        await fixture.Store.ReconcileAsync(cancellationToken: Token);
        Assert.Equal("\"baz\"", (await fixture.Store.GetAsync("foo", Token)).Row!.Value);
    }

    [Fact]
    [Trait("Spec", "S68")]
    public async Task S68_a_fill_that_was_read_before_a_write_cannot_replace_the_written_value()
    {
        await using var fixture = new OptionStoreFixture();
        await using var writer = fixture.Another();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "\"old\""));
        fixture.Cache.BeforeFill = async () => await writer.SetAsync("foo", "\"new\"");
        var overlapping = await fixture.Store.GetAsync("foo", Token);
        Assert.Equal((StoreReadOutcome.DatabaseHit, "\"old\""), (overlapping.Outcome, overlapping.Row!.Value));

        fixture.Cache.BeforeFill = null;
        Assert.Equal("\"new\"", (await fixture.Store.GetAsync("foo", Token)).Row!.Value);
    }

    [Fact]
    [Trait("Spec", "S69")]
    public async Task S69_a_late_fill_cannot_resurrect_a_deleted_key()
    {
        await using var fixture = new OptionStoreFixture();
        await using var writer = fixture.Another();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "\"old\""));
        fixture.Cache.BeforeFill = async () => await writer.DeleteAsync("foo");
        await fixture.Store.GetAsync("foo", Token);

        fixture.Cache.BeforeFill = null;
        Assert.Null((await fixture.Store.GetAsync("foo", Token)).Row);
    }

    [Fact]
    [Trait("Spec", "S69")]
    public async Task S69_a_late_fill_cannot_resurrect_a_deleted_key_even_if_the_cache_is_lost_in_between()
    {
        await using var fixture = new OptionStoreFixture();
        await using var writer = fixture.Another();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "\"old\""));
        fixture.Cache.BeforeFill = async () =>
        {
            await writer.DeleteAsync("foo");
            fixture.Cache.Inner.Clear();
        };
        await fixture.Store.GetAsync("foo", Token);

        fixture.Cache.BeforeFill = null;
        Assert.Null((await fixture.Store.GetAsync("foo", Token)).Row);
    }

    [Fact]
    [Trait("Spec", "S69")]
    public async Task S69_differs_a_failed_cache_delete_is_repaired_by_the_sync()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Cache.FailWrites = true;
        await fixture.DeleteAsync("foo");
        fixture.Cache.FailWrites = false;
        Assert.NotNull((await fixture.Store.GetAsync("foo", Token)).Row);

        var report = await fixture.Store.ReconcileAsync(cancellationToken: Token);
        Assert.Equal(["foo"], report.RepairedKeys);
        Assert.Null((await fixture.Store.GetAsync("foo", Token)).Row);
    }

    [Fact]
    public async Task A_cache_that_hangs_costs_a_read_no_more_than_its_budget()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        fixture.Cache.Hangs = true;
        var read = fixture.Store.GetAsync("foo", Token).AsTask();
        await fixture.AdvanceUntilAsync(TimeSpan.FromMilliseconds(50), () => read.IsCompleted);
        Assert.Equal(StoreReadOutcome.DatabaseHitWithoutCache, (await read).Outcome);
    }

    [Fact]
    [Trait("Spec", "S4")]
    public async Task S4_differs_a_store_without_a_cache_has_one_of_its_own()
    {
        var server = new FakeDatabaseServer();
        await using var first = new OptionStore(new FakeOptionDatabase(server));
        await using var second = new OptionStore(new FakeOptionDatabase(server));
        Assert.IsType<MemoryOptionCache>(first.Cache);
        Assert.NotSame(first.Cache, second.Cache);
        await first.WriteAsync(OptionStoreFixture.Commit(new StoreWrite("foo", "1")), Token);
        Assert.Equal(StoreReadOutcome.CacheHit, (await first.GetAsync("foo", Token)).Outcome);
        Assert.Equal(StoreReadOutcome.DatabaseHit, (await second.GetAsync("foo", Token)).Outcome);
    }

    [Fact]
    public async Task A_read_under_way_when_the_store_is_disposed_has_a_named_answer()
    {
        var fixture = new OptionStoreFixture();
        fixture.Database.CommitDirectly(new StoreWrite("foo", "1"));
        var reading = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        fixture.Database.AfterRead = () =>
        {
            reading.SetResult();
            return goOn.Task;
        };
        var read = fixture.Store.GetAsync("foo", Token).AsTask();
        await reading.Task;
        await fixture.DisposeAsync();
        goOn.SetResult();
        Assert.Equal(StoreReadOutcome.Unavailable, (await read).Outcome);
    }

    [Fact]
    public async Task A_cancelled_read_is_cancelled_and_not_an_answer()
    {
        await using var fixture = new OptionStoreFixture();
        using var source = new CancellationTokenSource();
        fixture.Database.BeforeRead = () => source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await fixture.Store.GetAsync("foo", source.Token));
    }
}
