namespace OptionsSdk.Store.Contracts;

public abstract partial class OptionDatabaseContract
{
    [Fact]
    public async Task A_commit_answers_with_the_change_from_the_position_before_to_the_one_after()
    {
        var writer = await OpenAsync();
        await SetAsync(writer, "b", "1");
        var before = await HeadAsync(writer);

        var result = await writer.CommitAsync(Commit(new("a", "1"), new("b", null)), Cancellation);

        Assert.Equal(StoreCommitOutcome.Committed, result.Outcome);
        Assert.Empty(result.Conflicts);
        Assert.False(result.Delta.IsFull);
        Assert.Equal(before, result.Delta.From);
        Assert.Equal((before.Epoch, before.Revision + 1), (result.Delta.To.Epoch, result.Delta.To.Revision));
        Assert.NotEqual(before.Token, result.Delta.To.Token);
        var read = await (await OpenAsync()).ReadAsync(before, Cancellation);
        Assert.Equal(read.To, result.Delta.To);
        Assert.Equal(2, result.Delta.Rows.Length);
        AssertSameRows(read.Rows, result.Delta.Rows);
    }

    [Fact]
    public async Task Several_writes_become_one_revision()
    {
        var writer = await OpenAsync();

        await writer.CommitAsync(Commit(new("a", "1"), new("b", "2"), new("c", "3")), Cancellation);

        var image = await ReadImageAsync(await OpenAsync());
        Assert.Equal(1, image.Position.Revision);
        Assert.Equal([1, 1, 1], image.Rows.Values.Select(row => row.Revision));
        Assert.Equal(["1", "2", "3"], Values(image, "a", "b", "c"));
    }

    [Fact]
    public async Task Setting_an_equal_value_is_a_new_revision()
    {
        var writer = await OpenAsync();
        await SetAsync(writer, "a", "1");

        await SetAsync(writer, "a", "1");

        Assert.Equal(2, (await ReadImageAsync(await OpenAsync())).Find("a")!.Revision);
    }

    [Fact]
    public async Task A_repeated_change_id_changes_nothing_and_names_the_earlier_position()
    {
        var writer = await OpenAsync();
        var changeId = Guid.NewGuid();
        var first = await writer.CommitAsync(CommitAs(changeId, new StoreWrite("a", "1")), Cancellation);
        await SetAsync(writer, "a", "2");
        var head = await HeadAsync(writer);
        var other = await OpenAsync();

        var repeated = await other.CommitAsync(CommitAs(changeId, new StoreWrite("a", "3"), new StoreWrite("b", "4")), Cancellation);

        Assert.Equal(StoreCommitOutcome.AlreadyCommitted, repeated.Outcome);
        AssertEmptyAt(first.Delta.To, repeated.Delta);
        Assert.Empty(repeated.Conflicts);
        var image = await ReadImageAsync(await OpenAsync());
        Assert.Equal(head, image.Position);
        Assert.Equal(["2", "(absent)"], Values(image, "a", "b"));
        Assert.Equal(2, (await other.ReadHistoryAsync("a", 10, Cancellation)).Count);
    }

    [Fact]
    public async Task A_repeated_change_id_is_recognised_before_the_preconditions_are_judged()
    {
        var writer = await OpenAsync();
        var commit = Commit(new StoreWrite("a", "1", ExpectedRevision: 0));
        await writer.CommitAsync(commit, Cancellation);

        var repeated = await (await OpenAsync()).CommitAsync(commit, Cancellation);

        Assert.Equal(StoreCommitOutcome.AlreadyCommitted, repeated.Outcome);
    }

    [Fact]
    public async Task The_same_change_sent_by_two_stores_at_once_is_committed_once()
    {
        var first = await OpenAsync();
        var second = await OpenAsync();

        for (var round = 1; round <= 10; round++)
        {
            var commit = Commit(new StoreWrite("a", $"{round}"));
            var results = await Task.WhenAll(
                Task.Run(async () => await first.CommitAsync(commit, Cancellation), Cancellation),
                Task.Run(async () => await second.CommitAsync(commit, Cancellation), Cancellation));

            Assert.Equal(
                [StoreCommitOutcome.Committed, StoreCommitOutcome.AlreadyCommitted],
                results.Select(result => result.Outcome).Order());
            Assert.Equal(results[0].Delta.To, results[1].Delta.To);
            Assert.Equal(round, (await HeadAsync(first)).Revision);
        }
    }

    [Fact]
    public async Task A_committed_change_is_found_by_its_id_and_no_other_is()
    {
        var writer = await OpenAsync();
        var changeId = Guid.NewGuid();
        await SetAsync(writer, "a", "1");
        await writer.CommitAsync(CommitAs(changeId, new StoreWrite("a", "2")), Cancellation);

        var reader = await OpenAsync();

        Assert.Equal(2, await reader.FindChangeAsync(changeId, Cancellation));
        Assert.Null(await reader.FindChangeAsync(Guid.NewGuid(), Cancellation));
    }

    [Fact]
    public async Task A_write_that_expects_no_value_succeeds_only_without_one()
    {
        var writer = await OpenAsync();
        Assert.Equal(
            StoreCommitOutcome.Committed,
            (await writer.CommitAsync(Commit(new StoreWrite("a", "1", ExpectedRevision: 0)), Cancellation)).Outcome);

        var second = await (await OpenAsync()).CommitAsync(Commit(new StoreWrite("a", "2", ExpectedRevision: 0)), Cancellation);

        Assert.Equal(StoreCommitOutcome.Conflict, second.Outcome);
        Assert.Equal([Conflict("a", 1)], second.Conflicts);
        Assert.Equal("1", (await ReadImageAsync(writer)).Find("a")!.Value);
    }

    [Fact]
    public async Task A_write_that_expects_no_value_succeeds_after_a_deletion()
    {
        var writer = await OpenAsync();
        await SetAsync(writer, "a", "1");
        await DeleteAsync(writer, "a");

        var result = await (await OpenAsync()).CommitAsync(Commit(new StoreWrite("a", "2", ExpectedRevision: 0)), Cancellation);

        Assert.Equal(StoreCommitOutcome.Committed, result.Outcome);
        Assert.Equal(new("a", "2", 3, Noon, "ops", OptionChannel.Cli, "because"), (await ReadImageAsync(writer)).Find("a"));
    }

    [Fact]
    public async Task A_write_that_expects_a_revision_succeeds_at_exactly_that_revision()
    {
        var writer = await OpenAsync();
        await SetAsync(writer, "a", "1");
        await SetAsync(writer, "other", "1");
        var other = await OpenAsync();

        var stale = await other.CommitAsync(Commit(new StoreWrite("a", "2", ExpectedRevision: 2)), Cancellation);
        var exact = await other.CommitAsync(Commit(new StoreWrite("a", "3", ExpectedRevision: 1)), Cancellation);

        Assert.Equal(StoreCommitOutcome.Conflict, stale.Outcome);
        Assert.Equal([Conflict("a", 1)], stale.Conflicts);
        Assert.Equal(StoreCommitOutcome.Committed, exact.Outcome);
        Assert.Equal("3", (await ReadImageAsync(writer)).Find("a")!.Value);
    }

    [Fact]
    public async Task A_tombstone_does_not_count_as_the_expected_revision()
    {
        var writer = await OpenAsync();
        await SetAsync(writer, "a", "1");
        await DeleteAsync(writer, "a");

        var result = await writer.CommitAsync(Commit(new StoreWrite("a", "2", ExpectedRevision: 2)), Cancellation);

        Assert.Equal(StoreCommitOutcome.Conflict, result.Outcome);
        Assert.Equal([Conflict("a", 0)], result.Conflicts);
    }

    [Fact]
    public async Task A_conflict_names_every_failing_key_and_changes_nothing()
    {
        var writer = await OpenAsync();
        await SetAsync(writer, "a", "1");
        await SetAsync(writer, "b", "1");
        var before = await ReadImageAsync(writer);
        var changeId = Guid.NewGuid();
        var other = await OpenAsync();

        var result = await other.CommitAsync(
            CommitAs(
                changeId,
                new("unconditional", "9"),
                new("a", "9", ExpectedRevision: 1),
                new("b", "9", ExpectedRevision: 1),
                new("missing", "9", ExpectedRevision: 7),
                new("gone", null, ExpectedRevision: 7)),
            Cancellation);

        Assert.Equal(StoreCommitOutcome.Conflict, result.Outcome);
        Assert.Equal(
            [Conflict("b", 2), Conflict("gone", 0), Conflict("missing", 0)],
            result.Conflicts.OrderBy(conflict => conflict.Key, StringComparer.Ordinal));
        AssertEmptyAt(before.Position, result.Delta);
        var after = await ReadImageAsync(await OpenAsync());
        Assert.Equal(before.Position, after.Position);
        AssertSameRows(before.Rows.Values, after.Rows.Values);
        Assert.Null(await other.FindChangeAsync(changeId, Cancellation));
        Assert.Single(await other.ReadHistoryAsync("a", 10, Cancellation));
        Assert.Empty(await other.ReadHistoryAsync("unconditional", 10, Cancellation));
    }

    [Fact]
    public async Task A_change_that_conflicted_may_be_sent_again_with_the_same_id()
    {
        var writer = await OpenAsync();
        await SetAsync(writer, "a", "1");
        var changeId = Guid.NewGuid();
        await writer.CommitAsync(CommitAs(changeId, new StoreWrite("a", "2", ExpectedRevision: 9)), Cancellation);

        var result = await writer.CommitAsync(CommitAs(changeId, new StoreWrite("a", "2", ExpectedRevision: 1)), Cancellation);

        Assert.Equal(StoreCommitOutcome.Committed, result.Outcome);
        Assert.Equal(2, await (await OpenAsync()).FindChangeAsync(changeId, Cancellation));
    }

    [Fact]
    public async Task A_failing_precondition_of_one_write_stops_all_of_them()
    {
        var writer = await OpenAsync();
        await SetAsync(writer, "last", "1");

        await writer.CommitAsync(
            Commit(new("first", "9"), new("second", "9"), new("last", "9", ExpectedRevision: 0)), Cancellation);

        Assert.Equal(["(absent)", "(absent)", "1"], Values(await ReadImageAsync(await OpenAsync()), "first", "second", "last"));
    }

    [Fact]
    public async Task Deleting_only_what_has_no_value_changes_nothing_and_takes_no_revision()
    {
        var writer = await OpenAsync();
        await SetAsync(writer, "deleted", "1");
        await DeleteAsync(writer, "deleted");
        var head = await HeadAsync(writer);
        var changeId = Guid.NewGuid();
        var other = await OpenAsync();

        var result = await other.CommitAsync(
            CommitAs(changeId, new("never", null), new("deleted", null), new("expected", null, ExpectedRevision: 0)), Cancellation);

        Assert.Equal(StoreCommitOutcome.Unchanged, result.Outcome);
        Assert.Empty(result.Conflicts);
        AssertEmptyAt(head, result.Delta);
        Assert.Equal(head, await HeadAsync(await OpenAsync()));
        Assert.Null(await other.FindChangeAsync(changeId, Cancellation));
        Assert.Empty(await other.ReadHistoryAsync("never", 10, Cancellation));
        Assert.Equal(3, (await SetAsync(other, "next", "1")).Delta.To.Revision);
    }

    [Fact]
    public async Task Deleting_what_has_no_value_leaves_no_trace_beside_other_writes()
    {
        var writer = await OpenAsync();
        var before = await HeadAsync(writer);

        var result = await writer.CommitAsync(Commit(new("never", null), new("a", "1")), Cancellation);

        Assert.Equal(StoreCommitOutcome.Committed, result.Outcome);
        Assert.Equal("a", Assert.Single(result.Delta.Rows).Key);
        var reader = await OpenAsync();
        AssertSameRows(result.Delta.Rows, (await reader.ReadAsync(before, Cancellation)).Rows);
        Assert.Empty(await reader.ReadHistoryAsync("never", 10, Cancellation));
    }

    [Fact]
    public async Task A_commit_without_writes_or_with_a_key_twice_is_refused()
    {
        var writer = await OpenAsync();
        var head = await HeadAsync(writer);

        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await writer.CommitAsync(Commit(), Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            async () => await writer.CommitAsync(Commit() with { Writes = default }, Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            async () => await writer.CommitAsync(Commit(new("a", "1"), new("a", "2")), Cancellation));

        Assert.Equal(head, await HeadAsync(await OpenAsync()));
    }

    [Fact]
    public async Task A_commit_that_was_cancelled_before_changes_nothing()
    {
        var writer = await OpenAsync();
        var head = await HeadAsync(writer);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var commit = Commit(new StoreWrite("a", "1"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await writer.CommitAsync(commit, cancelled.Token));

        var reader = await OpenAsync();
        Assert.Equal(head, await HeadAsync(reader));
        Assert.Null(await reader.FindChangeAsync(commit.ChangeId, Cancellation));
    }

    [Fact]
    public async Task A_cancelled_read_throws_and_the_store_goes_on()
    {
        var database = await OpenAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await database.ReadAsync(StorePosition.Origin, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await database.ReadRowAsync("a", cancelled.Token));

        Assert.Equal(0, (await HeadAsync(database)).Revision);
    }
}
