using OptionsSdk.Errors;

namespace OptionsSdk.Store.Contracts;

public abstract partial class OptionDatabaseContract
{
    private static StoreRetention Forever { get; } = new() { Log = null };

    private static StoreRetention Everything { get; } = new() { Deletions = TimeSpan.FromHours(1), Log = TimeSpan.FromHours(1) };

    [Fact]
    public async Task An_old_deletion_is_forgotten_and_who_is_behind_it_gets_the_whole_state()
    {
        var database = await OpenAsync();
        var first = (await SetAsync(database, "a", "1")).Delta.To;
        var second = (await SetAsync(database, "b", "2")).Delta.To;
        var third = (await DeleteAsync(database, "b")).Delta.To;
        var head = (await SetAsync(database, "a", "3")).Delta.To;

        var compaction = await CompactAsync(database, Forever);

        Assert.Equal(new(third.Revision, 1, 0, IsComplete: true), compaction);
        var reader = await OpenAsync();
        foreach (var behind in new[] { first, second })
        {
            var whole = await reader.ReadAsync(behind, Cancellation);
            Assert.True(whole.IsFull);
            Assert.Equal(head, whole.To);
            Assert.Equal(["a=3"], whole.Rows.Select(row => $"{row.Key}={row.Value}"));
        }

        var delta = await reader.ReadAsync(third, Cancellation);
        Assert.False(delta.IsFull);
        Assert.Equal(["a=3"], delta.Rows.Select(row => $"{row.Key}={row.Value}"));
        AssertEmptyAt(head, await reader.ReadAsync(head, Cancellation));
        Assert.Equal(2, (await reader.ReadHistoryAsync("b", 10, Cancellation)).Count);
    }

    [Fact]
    public async Task A_deletion_stays_while_it_is_young_and_so_does_everything_behind_a_young_commit()
    {
        var database = await OpenAsync();
        var first = (await SetAsync(database, "a", "1")).Delta.To;
        await database.CommitAsync(Commit(new StoreWrite("b", "2")) with { At = Clock.Now.UtcDateTime.AddDays(-6) }, Cancellation);
        await DeleteAsync(database, "a");

        var compaction = await CompactAsync(database, Forever);

        Assert.Equal(new(0, 0, 0, IsComplete: true), compaction);
        var delta = await (await OpenAsync()).ReadAsync(first, Cancellation);
        Assert.False(delta.IsFull);
        Assert.Contains(delta.Rows, row => row.Key == "a" && row.IsDeleted);

        Clock.Now += TimeSpan.FromDays(2);
        Assert.Equal(1, (await CompactAsync(database, Forever)).Deletions);
    }

    [Fact]
    public async Task A_compaction_is_no_revision_and_writing_goes_on()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        var head = (await DeleteAsync(database, "a")).Delta.To;

        Assert.Equal(1, (await CompactAsync(database, Everything)).Deletions);

        Assert.Equal(head, await HeadAsync(await OpenAsync()));
        var next = await database.CommitAsync(Commit(new StoreWrite("a", "2", ExpectedRevision: 0)), Cancellation);
        Assert.Equal(StoreCommitOutcome.Committed, next.Outcome);
        Assert.Equal(head, next.Delta.From);
        var delta = await (await OpenAsync()).ReadAsync(head, Cancellation);
        Assert.False(delta.IsFull);
        Assert.Equal("2", Assert.Single(delta.Rows).Value);
    }

    [Fact]
    public async Task The_old_log_is_forgotten_and_the_newest_commit_and_all_values_stay()
    {
        var database = await OpenAsync();
        var (old, newest) = (Commit(new StoreWrite("a", "1")), Commit(new StoreWrite("b", "2")));
        var first = (await database.CommitAsync(old, Cancellation)).Delta.To;
        var head = (await database.CommitAsync(newest, Cancellation)).Delta.To;

        var compaction = await CompactAsync(database, Everything);

        Assert.Equal(new(head.Revision, 0, 1, IsComplete: true), compaction);
        var reader = await OpenAsync();
        Assert.Equal(["1", "2"], Values(await ReadImageAsync(reader), "a", "b"));
        Assert.Null(await reader.FindChangeAsync(old.ChangeId, Cancellation));
        Assert.Empty(await reader.ReadHistoryAsync("a", 10, Cancellation));
        Assert.Single(await reader.ReadHistoryAsync("b", 10, Cancellation));
        Assert.True((await reader.ReadAsync(first, Cancellation)).IsFull);
        Assert.Equal(StoreCommitOutcome.AlreadyCommitted, (await database.CommitAsync(newest, Cancellation)).Outcome);
        Assert.Equal(new(head.Revision, 0, 0, IsComplete: true), await CompactAsync(database, Everything));
    }

    [Fact]
    public async Task A_position_below_what_was_forgotten_is_no_evidence_and_one_above_still_is()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        var second = (await SetAsync(database, "a", "2")).Delta.To;
        await DeleteAsync(database, "a");
        await SetAsync(database, "b", "4");
        var head = (await database.CommitAsync(Commit(new StoreWrite("b", "5")) with { At = Clock.Now.UtcDateTime }, Cancellation)).Delta.To;
        var compaction = await CompactAsync(database, Everything);
        Assert.Equal((5L, 4), (compaction.Compacted, compaction.Commits));

        var reader = await OpenAsync();
        var unknown = await reader.ReadAsync(second with { Token = Guid.NewGuid() }, Cancellation);
        Assert.Equal((true, head), (unknown.IsFull, unknown.To));

        var other = await reader.ReadAsync(head with { Token = Guid.NewGuid() }, Cancellation);
        Assert.True(other.IsFull);
        Assert.Equal(head.Epoch + 1, other.To.Epoch);
    }

    [Fact]
    public async Task The_limit_of_one_rise_a_minute_holds_after_a_compaction()
    {
        var (database, head, seen) = await RewindAsync(Evidence.HigherRevision);
        var raised = (await database.ReadAsync(seen, Cancellation)).To;
        await CompactAsync(database, Everything);

        await Assert.ThrowsAsync<OptionStoreUnavailableException>(
            async () => await database.ReadAsync(raised with { Token = Guid.NewGuid() }, Cancellation));

        // A replica of the history before is old, and nothing more.
        var older = await database.ReadAsync(head, Cancellation);
        Assert.Equal((true, raised), (older.IsFull, older.To));
        Clock.Now += TimeSpan.FromHours(2);
        await SetAsync(database, "c", "4");
        await CompactAsync(database, Everything);
        Assert.Equal(raised.Epoch + 1, (await database.ReadAsync(raised with { Revision = raised.Revision + 1, Token = Guid.NewGuid() }, Cancellation)).To.Epoch);
    }

    [Theory]
    [InlineData("\"public\"")]
    [InlineData(null)]
    public async Task A_forgotten_log_does_not_forget_what_was_a_secret(string? next)
    {
        var database = await OpenAsync();
        await database.CommitAsync(Commit(new StoreWrite("token", "\"hunter1\"", IsSecret: true)), Cancellation);
        await database.CommitAsync(Commit(new StoreWrite("token", "\"hunter2\"", IsSecret: true)), Cancellation);
        await SetAsync(database, "plain", "1");
        Assert.Equal(2, (await CompactAsync(database, Everything)).Commits);

        await database.CommitAsync(Commit(new StoreWrite("token", next)), Cancellation);

        var change = Assert.Single(await (await OpenAsync()).ReadHistoryAsync("token", 10, Cancellation));
        Assert.Equal((null, next), (change.OldValue, change.NewValue));
    }

    [Fact]
    public async Task One_call_removes_no_more_than_it_was_told_and_the_next_goes_on()
    {
        var database = await OpenAsync();
        for (var number = 0; number < 5; number++)
        {
            await SetAsync(database, $"k{number}", "1");
            await DeleteAsync(database, $"k{number}");
        }

        // The deletions of one commit go together.
        await database.CommitAsync(Commit(new StoreWrite("x", "1"), new("y", "1"), new("z", "1")), Cancellation);
        await database.CommitAsync(Commit(new StoreWrite("x", null), new("y", null), new("z", null)), Cancellation);
        var head = await HeadAsync(database);
        var (deletions, commits, calls) = (0, 0, 0);
        StoreCompaction compaction;
        do
        {
            compaction = await CompactAsync(database, Everything with { MostRows = 2 });
            Assert.InRange(compaction.Deletions, 0, 4);
            Assert.InRange(compaction.Commits, 0, 2);
            (deletions, commits, calls) = (deletions + compaction.Deletions, commits + compaction.Commits, calls + 1);
            var image = await ReadImageAsync(await OpenAsync());
            Assert.Equal((head, 0), (image.Position, image.Rows.Count));
        }
        while (!compaction.IsComplete);

        Assert.Equal((8, 11, head.Revision), (deletions, commits, compaction.Compacted));
        Assert.InRange(calls, 5, 7);
    }

    [Fact]
    public async Task Whoever_was_away_comes_to_the_same_state_however_much_was_forgotten_meanwhile()
    {
        var database = await OpenAsync();
        var replicas = new List<StoreImage> { StoreImage.Empty };
        for (var number = 0; number < 15; number++)
        {
            await database.CommitAsync(Commit(new StoreWrite($"k{number % 4}", number < 10 && number % 3 == 2 ? null : $"{number}")), Cancellation);
            replicas.Add(replicas[^1].Apply(await database.ReadAsync(replicas[^1].Position, Cancellation))!);
        }

        var truth = replicas[^1];
        StoreCompaction compaction;
        var (deltas, calls) = (0, 0);
        do
        {
            compaction = await CompactAsync(database, Everything with { MostRows = 1 });
            foreach (var replica in replicas)
            {
                var delta = await database.ReadAsync(replica.Position, Cancellation);
                var image = replica.Apply(delta)!;
                Assert.Equal(truth.Position, image.Position);
                AssertSameRows(truth.Rows.Values, image.Rows.Values);
                deltas += delta.IsFull ? 0 : 1;
            }

            calls++;
        }
        while (!compaction.IsComplete);

        Assert.True(deltas > 2 * calls, "Who is not behind what was forgotten still gets only what changed.");
    }

    [Fact]
    public async Task Writers_and_several_compactions_at_once_lose_nothing()
    {
        var database = await OpenAsync();
        await SetAsync(database, "k0", "0");
        var start = await HeadAsync(database);
        var follower = await OpenAsync();
        var writing = Enumerable.Range(0, 3).Select(writer => Task.Run(
            async () =>
            {
                var own = await OpenAsync();
                for (var number = 1; number <= 12; number++)
                {
                    await own.CommitAsync(Commit(new StoreWrite($"k{writer}", number % 2 == 0 ? $"{number}" : null), new($"n{writer}", $"{number}")), Cancellation);
                }
            },
            Cancellation)).ToArray();
        var compacting = Enumerable.Range(0, 2).Select(_ => Task.Run(
            async () =>
            {
                var own = await OpenAsync();
                long before = 0;
                for (var number = 0; number < 10; number++)
                {
                    var compacted = (await CompactAsync(own, Everything with { MostRows = 3 })).Compacted;
                    Assert.True(compacted >= before, "What is forgotten stays forgotten.");
                    before = compacted;
                }
            },
            Cancellation)).ToArray();
        var image = await ReadImageAsync(follower);
        while (!writing.All(task => task.IsCompleted) || !compacting.All(task => task.IsCompleted))
        {
            image = image.Apply(await follower.ReadAsync(image.Position, Cancellation))!;
            await Task.Yield();
        }

        await Task.WhenAll([.. writing, .. compacting]);
        image = image.Apply(await follower.ReadAsync(image.Position, Cancellation))!;
        var truth = await ReadImageAsync(await OpenAsync());
        Assert.Equal(truth.Position, image.Position);
        AssertSameRows(truth.Rows.Values, image.Rows.Values);
        Assert.Equal(start with { Revision = start.Revision + 36, Token = truth.Position.Token }, truth.Position);
        Assert.Equal(["12", "12", "12"], Values(truth, "n0", "n1", "n2"));
    }

    [Fact]
    public async Task A_retention_out_of_its_bounds_is_refused()
    {
        var database = await OpenAsync();
        foreach (var retention in new StoreRetention[]
        {
            new() { Deletions = TimeSpan.FromMinutes(59) },
            new() { Log = TimeSpan.FromDays(6) },
            new() { MostRows = 0 },
            new() { MostRows = 100_001 },
        })
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await CompactAsync(database, retention));
        }
    }

    private static ValueTask<StoreCompaction> CompactAsync(IOptionDatabase database, StoreRetention retention) =>
        Assert.IsAssignableFrom<IOptionCompaction>(database).CompactAsync(retention, Cancellation);
}
