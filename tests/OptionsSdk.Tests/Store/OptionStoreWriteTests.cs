using Microsoft.Extensions.Logging;
using OptionsSdk.Errors;
using OptionsSdk.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Store;

public sealed class OptionStoreWriteTests
{
    private static CancellationToken Token => OptionStoreFixture.Token;

    [Fact]
    [Trait("Spec", "S47")]
    public async Task S47_a_write_inserts_and_then_updates_the_row_with_its_time()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        var at = new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var result = await fixture.Store.WriteAsync(OptionStoreFixture.Commit(new StoreWrite("foo", "2")) with { At = at }, Token);

        var row = Assert.Single(fixture.Server.Rows).Value;
        Assert.Equal(("2", at, 2L), (row.Value, row.UpdatedAt, row.Revision));
        Assert.Equal(StoreCommitOutcome.Committed, result.Outcome);
        Assert.Equal(fixture.Server.Head, result.Position);
    }

    [Fact]
    [Trait("Spec", "S47")]
    public async Task S47_the_database_is_written_before_the_cache()
    {
        await using var fixture = new OptionStoreFixture();
        var seen = -1;
        fixture.Cache.BeforeWrite = () =>
        {
            seen = fixture.Server.CommitCount;
            return Task.CompletedTask;
        };
        fixture.Database.BeforeCommit = _ =>
        {
            Assert.Equal(0, fixture.Cache.Writes);
            return Task.CompletedTask;
        };
        await fixture.SetAsync("foo", "1");
        Assert.Equal(1, seen);
    }

    [Fact]
    [Trait("Spec", "S47")]
    public async Task S47_concurrent_writers_of_one_key_all_commit_and_the_last_revision_wins_everywhere()
    {
        await using var fixture = new OptionStoreFixture();
        await using var other = fixture.Another();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(
            async () => await (i % 2 == 0 ? fixture : other).SetAsync("foo", $"{i}"), Token)));

        Assert.Equal(40, fixture.Server.Head.Revision);
        var truth = fixture.Server.Rows["foo"].Value;
        Assert.Equal(truth, (await fixture.Store.PullAsync(0, Token)).Find("foo")!.Value);
        Assert.Equal(truth, (await fixture.Store.GetAsync("foo", Token)).Row!.Value);
    }

    [Fact]
    [Trait("Spec", "S48")]
    public async Task S48_a_database_failure_propagates_and_touches_nothing_else()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        var (image, cacheCalls) = (fixture.Store.Image, fixture.Cache.TotalCalls);
        fixture.Database.FailWrites = true;

        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await fixture.SetAsync("foo", "2"));
        Assert.Same(image, fixture.Store.Image);
        Assert.Equal(cacheCalls, fixture.Cache.TotalCalls);
        Assert.Equal("1", (await fixture.Store.GetAsync("foo", Token)).Row!.Value);
        Assert.IsType<OptionStoreUnavailableException>(fixture.Store.LastError);
    }

    [Fact]
    [Trait("Spec", "S49")]
    public async Task S49_a_write_says_that_the_cache_was_updated()
    {
        await using var fixture = new OptionStoreFixture();
        var result = await fixture.SetAsync("foo", "1");
        Assert.True(result.CacheUpdated);
        Assert.Equal(result.Position, await fixture.Cache.Inner.ReadPositionAsync(Token));
    }

    [Fact]
    [Trait("Spec", "S49")]
    public async Task S49_a_cache_failure_is_a_warning_and_the_write_has_succeeded()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Cache.FailWrites = true;
        var result = await fixture.SetAsync("foo", "\"secret\"");

        Assert.Equal(StoreCommitOutcome.Committed, result.Outcome);
        Assert.False(result.CacheUpdated);
        Assert.True(result.LocallyVisible);
        Assert.Equal("\"secret\"", fixture.Server.Rows["foo"].Value);
        var entry = Assert.Single(fixture.Log.Of(1003));
        Assert.Equal(LogLevel.Warning, entry.Level);
        Assert.Contains("foo", entry.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", entry.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Spec", "S53")]
    public async Task S53_a_delete_removes_the_row_then_the_cached_value()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        var result = await fixture.DeleteAsync("foo");

        Assert.True(result.CacheUpdated);
        Assert.True(fixture.Server.Rows["foo"].IsDeleted);
        Assert.Null(fixture.Store.Image.Find("foo"));
        Assert.Equal(StoreReadOutcome.CacheAbsent, (await fixture.Store.GetAsync("foo", Token)).Outcome);
    }

    [Fact]
    [Trait("Spec", "S53")]
    public async Task S53_deleting_what_is_absent_is_no_error_and_takes_no_revision()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("other", "1");
        var result = await fixture.DeleteAsync("foo");

        Assert.Equal(StoreCommitOutcome.Unchanged, result.Outcome);
        Assert.True(result.CacheUpdated);
        Assert.True(result.LocallyVisible);
        Assert.Equal(1, fixture.Server.Head.Revision);
    }

    [Fact]
    [Trait("Spec", "S53")]
    public async Task S53_a_failed_cache_delete_says_so_and_the_row_is_gone()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Cache.FailWrites = true;
        var result = await fixture.DeleteAsync("foo");

        Assert.False(result.CacheUpdated);
        Assert.True(fixture.Server.Rows["foo"].IsDeleted);
    }

    [Fact]
    [Trait("Spec", "S53")]
    public async Task S53_a_database_failure_of_a_delete_propagates_and_leaves_the_cache()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Database.FailWrites = true;
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await fixture.DeleteAsync("foo"));
        Assert.Equal(StoreReadOutcome.CacheHit, (await fixture.Store.GetAsync("foo", Token)).Outcome);
    }

    [Fact]
    [Trait("Spec", "S53")]
    public async Task S53_a_repeated_delete_repairs_a_cache_that_missed_the_first()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Cache.FailWrites = true;
        await fixture.DeleteAsync("foo");
        fixture.Cache.FailWrites = false;

        Assert.True((await fixture.DeleteAsync("foo")).CacheUpdated);
        Assert.Equal(StoreReadOutcome.CacheAbsent, (await fixture.Store.GetAsync("foo", Token)).Outcome);
    }

    [Fact]
    public async Task The_writer_reads_its_own_write_without_asking_the_database_again()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        var reads = fixture.Database.ReadCalls;
        var result = await fixture.SetAsync("foo", "2");

        Assert.True(result.LocallyVisible);
        Assert.Equal("2", fixture.Store.Image.Find("foo")!.Value);
        Assert.Equal(reads, fixture.Database.ReadCalls);
    }

    [Fact]
    public async Task A_write_whose_change_does_not_fit_pulls_what_is_missing()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Database.CommitDirectly(new StoreWrite("bar", "7"));
        var result = await fixture.SetAsync("foo", "2");

        Assert.True(result.LocallyVisible);
        Assert.Equal(("2", "7"), (fixture.Store.Image.Find("foo")!.Value, fixture.Store.Image.Find("bar")!.Value));
    }

    [Fact]
    public async Task A_cache_that_lags_behind_the_change_gets_the_whole_image()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Database.CommitDirectly(new StoreWrite("bar", "7"));
        var result = await fixture.SetAsync("foo", "2");

        Assert.True(result.CacheUpdated);
        var cached = await fixture.Cache.Inner.ReadAsync(Token);
        Assert.Equal(fixture.Server.Head, cached!.Position);
        Assert.Equal("7", cached.Find("bar")!.Value);
    }

    [Fact]
    public async Task A_write_is_not_visible_here_if_the_database_dies_right_after_the_commit()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Database.CommitDirectly(new StoreWrite("bar", "7"));
        fixture.Database.AfterCommit = _ =>
        {
            fixture.Database.FailReads = true;
            return Task.CompletedTask;
        };
        var result = await fixture.SetAsync("foo", "2");

        Assert.Equal(StoreCommitOutcome.Committed, result.Outcome);
        Assert.False(result.LocallyVisible);
        Assert.False(result.CacheUpdated);
        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);
        Assert.Single(fixture.Log.Of(1004));
    }

    [Fact]
    public async Task A_cache_that_hangs_costs_a_write_no_more_than_its_budget()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Cache.Hangs = true;
        var start = fixture.Time.GetTimestamp();
        var write = fixture.SetAsync("foo", "1").AsTask();
        await fixture.AdvanceUntilAsync(TimeSpan.FromMilliseconds(10), () => write.IsCompleted);

        Assert.False((await write).CacheUpdated);
        Assert.True((await write).LocallyVisible);
        Assert.InRange(fixture.Time.GetElapsedTime(start), TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_token_cancelled_before_the_commit_stops_the_write()
    {
        await using var fixture = new OptionStoreFixture();
        using var source = new CancellationTokenSource();
        fixture.Database.BeforeCommit = _ =>
        {
            source.Cancel();
            source.Token.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await fixture.Store.WriteAsync(OptionStoreFixture.Commit(new StoreWrite("foo", "1")), source.Token));
        Assert.Empty(fixture.Server.Rows);
        Assert.Equal(0, fixture.Cache.TotalCalls);
    }

    [Fact]
    public async Task A_token_cancelled_already_never_reaches_the_database()
    {
        await using var fixture = new OptionStoreFixture();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await fixture.Store.WriteAsync(OptionStoreFixture.Commit(new StoreWrite("foo", "1")), new CancellationToken(true)));
        Assert.Equal(0, fixture.Database.TotalCalls);
    }

    [Fact]
    public async Task A_token_cancelled_after_the_commit_changes_nothing_any_more()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "0");
        fixture.Database.CommitDirectly(new StoreWrite("bar", "7"));
        using var source = new CancellationTokenSource();
        fixture.Database.AfterCommit = _ => source.CancelAsync();
        using var gate = new ReadGate(fixture.Database);
        var write = fixture.Store.WriteAsync(OptionStoreFixture.Commit(new StoreWrite("foo", "1")), source.Token).AsTask();
        await gate.Reached;
        gate.Open();
        var result = await write;

        Assert.True(result.LocallyVisible);
        Assert.True(result.CacheUpdated);
        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_and_the_change_applied_exactly_once()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.LoseAnswers = 1;
        var result = await fixture.SetAsync("foo", "1");

        Assert.Equal(StoreCommitOutcome.AlreadyCommitted, result.Outcome);
        Assert.True(result.LocallyVisible);
        Assert.True(result.CacheUpdated);
        Assert.Equal("1", fixture.Store.Image.Find("foo")!.Value);
        Assert.Equal(1, fixture.Server.Head.Revision);
        Assert.Equal(2, fixture.Database.CommitCalls);
    }

    [Fact]
    public async Task A_lost_answer_to_a_change_that_was_not_committed_is_committed_by_the_repetition()
    {
        await using var fixture = new OptionStoreFixture();
        var lost = false;
        fixture.Database.BeforeCommit = commit =>
        {
            var isFirst = !lost;
            lost = true;
            return isFirst ? Task.FromException(new OptionWriteOutcomeUnknownException(commit.ChangeId)) : Task.CompletedTask;
        };
        var result = await fixture.SetAsync("foo", "1");
        Assert.Equal(StoreCommitOutcome.Committed, result.Outcome);
        Assert.Equal(1, fixture.Server.Head.Revision);
    }

    [Fact]
    public async Task A_token_cancelled_while_the_outcome_is_unknown_does_not_hide_the_outcome()
    {
        await using var fixture = new OptionStoreFixture();
        using var source = new CancellationTokenSource();
        fixture.Database.LoseAnswers = 1;
        fixture.Database.AfterCommit = _ => source.CancelAsync();
        var result = await fixture.Store.WriteAsync(OptionStoreFixture.Commit(new StoreWrite("foo", "1")), source.Token);
        Assert.Equal(StoreCommitOutcome.AlreadyCommitted, result.Outcome);
    }

    [Fact]
    public async Task A_database_that_fails_after_a_lost_answer_leaves_the_outcome_unknown_until_it_answers()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.LoseAnswers = 1;
        fixture.Database.AfterCommit = _ =>
        {
            fixture.Database.FailWrites = true;
            return Task.CompletedTask;
        };
        var write = fixture.SetAsync("foo", "1").AsTask();
        await OptionStoreFixture.UntilAsync(() => fixture.Database.CommitCalls >= 2);
        fixture.Database.FailWrites = false;
        await fixture.AdvanceUntilAsync(TimeSpan.FromMilliseconds(50), () => write.IsCompleted);
        Assert.Equal(StoreCommitOutcome.AlreadyCommitted, (await write).Outcome);
        Assert.Equal(1, fixture.Server.Head.Revision);
    }

    [Fact]
    public async Task A_write_gives_up_after_its_retry_budget_and_names_the_change()
    {
        await using var fixture = new OptionStoreFixture();
        fixture.Database.LoseAnswers = int.MaxValue;
        var commit = OptionStoreFixture.Commit(new StoreWrite("foo", "1"));
        var start = fixture.Time.GetTimestamp();
        var write = fixture.Store.WriteAsync(commit, Token).AsTask();
        await fixture.AdvanceUntilAsync(TimeSpan.FromMilliseconds(100), () => write.IsCompleted);

        var error = await Assert.ThrowsAsync<OptionWriteOutcomeUnknownException>(() => write);
        Assert.Equal(commit.ChangeId, error.ChangeId);
        Assert.True(fixture.Time.GetElapsedTime(start) >= TimeSpan.FromSeconds(9));
        Assert.Equal(1, fixture.Server.Head.Revision);
        Assert.Equal(0, fixture.Cache.Writes);
    }

    [Fact]
    public async Task A_repeated_change_id_changes_nothing()
    {
        await using var fixture = new OptionStoreFixture();
        var commit = OptionStoreFixture.Commit(new StoreWrite("foo", "1"));
        var first = await fixture.Store.WriteAsync(commit, Token);
        await fixture.SetAsync("foo", "2");
        var again = await fixture.Store.WriteAsync(commit, Token);

        Assert.Equal(StoreCommitOutcome.AlreadyCommitted, again.Outcome);
        Assert.Equal(first.Position, again.Position);
        Assert.Equal("2", fixture.Store.Image.Find("foo")!.Value);
    }

    [Fact]
    public async Task A_conflict_changes_nothing_and_leaves_the_image_ready_to_judge_again()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.SetAsync("foo", "1");
        fixture.Database.CommitDirectly(new StoreWrite("foo", "2"));
        var writes = fixture.Cache.Writes;
        var result = await fixture.Store.WriteAsync(OptionStoreFixture.Commit(new StoreWrite("foo", "3", 1)), Token);

        Assert.Equal(StoreCommitOutcome.Conflict, result.Outcome);
        Assert.Equal([KeyValuePair.Create("foo", 2L)], result.Conflicts);
        Assert.Equal("2", fixture.Server.Rows["foo"].Value);
        Assert.Equal("2", fixture.Store.Image.Find("foo")!.Value);
        Assert.Equal(writes, fixture.Cache.Writes);
    }

    [Fact]
    public async Task Several_options_become_one_revision_and_one_install()
    {
        await using var fixture = new OptionStoreFixture();
        await fixture.Store.PullAsync(0, Token);
        var installs = 0;
        using var subscription = fixture.Store.Subscribe((_, _) => installs++);
        await fixture.Store.WriteAsync(OptionStoreFixture.Commit(new("a", "1"), new("b", "2"), new("c", "3")), Token);
        Assert.Equal(1, installs);
        Assert.All(fixture.Store.Image.Rows.Values, row => Assert.Equal(1, row.Revision));
        Assert.Equal(3, fixture.Store.Image.Rows.Count);
    }

    [Fact]
    public async Task A_change_without_writes_or_with_a_key_twice_is_refused()
    {
        await using var fixture = new OptionStoreFixture();
        await Assert.ThrowsAsync<ArgumentException>(async () => await fixture.Store.WriteAsync(OptionStoreFixture.Commit(), Token));
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await fixture.Store.WriteAsync(OptionStoreFixture.Commit(new("a", "1"), new("a", "2")), Token));
        Assert.Equal(0, fixture.Database.TotalCalls);
    }

    [Fact]
    public async Task A_write_to_a_disposed_store_is_refused()
    {
        var fixture = new OptionStoreFixture();
        await fixture.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await fixture.SetAsync("foo", "1"));
    }
}
