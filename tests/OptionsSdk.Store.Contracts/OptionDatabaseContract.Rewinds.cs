using OptionsSdk.Errors;

namespace OptionsSdk.Store.Contracts;

public abstract partial class OptionDatabaseContract
{
    public enum Evidence
    {
        OtherTokenAtTheHead,
        OtherTokenBelowTheHead,
        HigherRevision,
        HigherEpoch,
    }

    [Theory]
    [InlineData(Evidence.OtherTokenAtTheHead)]
    [InlineData(Evidence.OtherTokenBelowTheHead)]
    [InlineData(Evidence.HigherRevision)]
    [InlineData(Evidence.HigherEpoch)]
    public async Task A_position_of_another_history_is_answered_in_full_at_a_higher_epoch(Evidence evidence)
    {
        var (database, head, seen) = await RewindAsync(evidence);

        var delta = await database.ReadAsync(seen, Cancellation);

        Assert.True(delta.IsFull);
        Assert.True(delta.To > seen, $"{delta.To} must order after what the reader has seen, {seen}.");
        Assert.True(delta.To.Epoch > Math.Max(head.Epoch, seen.Epoch));
        Assert.True(delta.To.Revision > Math.Max(head.Revision, seen.Revision));
        Assert.Equal(["a=3", "b=2"], delta.Rows.Select(row => $"{row.Key}={row.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Evidence.OtherTokenAtTheHead)]
    [InlineData(Evidence.OtherTokenBelowTheHead)]
    [InlineData(Evidence.HigherRevision)]
    [InlineData(Evidence.HigherEpoch)]
    public async Task After_a_rewritten_history_every_follower_reloads_once_and_then_follows_by_deltas(Evidence evidence)
    {
        var (database, head, seen) = await RewindAsync(evidence);
        var raised = await database.ReadAsync(seen, Cancellation);
        var follower = await OpenAsync();

        var reloaded = await follower.ReadAsync(head, Cancellation);

        Assert.True(reloaded.IsFull);
        Assert.Equal(raised.To, reloaded.To);
        AssertEmptyAt(raised.To, await follower.ReadAsync(raised.To, Cancellation));
        var next = await SetAsync(database, "c", "4");
        Assert.Equal(raised.To, next.Delta.From);
        Assert.Equal(raised.To.Revision + 1, next.Delta.To.Revision);
        var delta = await follower.ReadAsync(raised.To, Cancellation);
        Assert.False(delta.IsFull);
        AssertSameRows(next.Delta.Rows, delta.Rows);
        Assert.Equal(next.Delta.To, delta.To);
    }

    [Fact]
    public async Task Two_readers_with_the_same_evidence_raise_the_epoch_once()
    {
        var (database, head, seen) = await RewindAsync(Evidence.HigherRevision);
        var other = await OpenAsync();

        var deltas = await Task.WhenAll(
            Task.Run(async () => await database.ReadAsync(seen, Cancellation), Cancellation),
            Task.Run(async () => await other.ReadAsync(seen, Cancellation), Cancellation),
            Task.Run(async () => await database.ReadAsync(seen, Cancellation), Cancellation),
            Task.Run(async () => await other.ReadAsync(seen, Cancellation), Cancellation));

        Assert.All(deltas, delta => Assert.Equal(deltas[0].To, delta.To));
        Assert.Equal(head.Epoch + 1, deltas[0].To.Epoch);
        Assert.Equal(deltas[0].To, await HeadAsync(await OpenAsync()));
    }

    [Fact]
    public async Task An_older_epoch_is_answered_in_full_without_raising_it_again()
    {
        var (database, head, seen) = await RewindAsync(Evidence.HigherRevision);
        var raised = (await database.ReadAsync(seen, Cancellation)).To;

        var delta = await database.ReadAsync(seen with { Revision = seen.Revision + 100 }, Cancellation);

        Assert.True(delta.IsFull);
        Assert.Equal(raised, delta.To);
        Assert.Equal(head.Epoch + 1, raised.Epoch);
    }

    [Fact]
    public async Task A_change_before_a_rewritten_history_keeps_its_position()
    {
        var changeId = Guid.NewGuid();
        var database = await OpenAsync();
        var commit = CommitAs(changeId, new StoreWrite("a", "1"));
        var first = await database.CommitAsync(commit, Cancellation);
        await database.ReadAsync(first.Delta.To with { Epoch = 7 }, Cancellation);

        var repeated = await (await OpenAsync()).CommitAsync(commit, Cancellation);

        Assert.Equal(StoreCommitOutcome.AlreadyCommitted, repeated.Outcome);
        AssertEmptyAt(first.Delta.To, repeated.Delta);
    }

    [Fact]
    public async Task A_token_of_an_older_revision_of_the_same_history_is_no_evidence()
    {
        var writer = await OpenAsync();
        var older = (await SetAsync(writer, "a", "1")).Delta.To;
        await SetAsync(writer, "a", "2");
        var newest = (await SetAsync(writer, "a", "3")).Delta.To;

        var delta = await (await OpenAsync()).ReadAsync(older, Cancellation);

        Assert.False(delta.IsFull);
        Assert.Equal(newest, delta.To);
    }

    [Fact]
    public async Task An_epoch_is_not_raised_twice_within_a_minute_and_nothing_is_changed_by_trying()
    {
        var (database, _, seen) = await RewindAsync(Evidence.HigherRevision);
        var raised = (await database.ReadAsync(seen, Cancellation)).To;
        var another = raised with { Token = Guid.NewGuid() };
        Clock.Now += TimeSpan.FromSeconds(59);

        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await database.ReadAsync(another, Cancellation));
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await (await OpenAsync()).ReadAsync(another, Cancellation));

        Assert.Contains("at most once a minute", error.Rule, StringComparison.Ordinal);
        Assert.Equal(raised, await HeadAsync(database));
        AssertEmptyAt(raised, await database.ReadAsync(raised, Cancellation));
        Assert.Equal(raised.Revision + 1, (await SetAsync(database, "c", "4")).Delta.To.Revision);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(-3600)]
    public async Task An_epoch_is_raised_again_after_a_minute_or_when_the_clock_was_set_back(int seconds)
    {
        var (database, _, seen) = await RewindAsync(Evidence.HigherRevision);
        var raised = (await database.ReadAsync(seen, Cancellation)).To;
        await SetAsync(database, "c", "4");
        Clock.Now += TimeSpan.FromSeconds(seconds);

        var delta = await database.ReadAsync(raised with { Token = Guid.NewGuid() }, Cancellation);

        Assert.True(delta.IsFull);
        Assert.Equal(raised.Epoch + 1, delta.To.Epoch);
    }

    private async Task<(IOptionDatabase Database, StorePosition Head, StorePosition Seen)> RewindAsync(Evidence evidence)
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        var middle = (await SetAsync(database, "b", "2")).Delta.To;
        var head = (await SetAsync(database, "a", "3")).Delta.To;
        var seen = evidence switch
        {
            Evidence.OtherTokenAtTheHead => head with { Token = Guid.NewGuid() },
            Evidence.OtherTokenBelowTheHead => middle with { Token = Guid.NewGuid() },
            Evidence.HigherRevision => new(head.Epoch, head.Revision + 10, Guid.NewGuid()),
            _ => new(head.Epoch + 3, 2, Guid.NewGuid()),
        };
        return (database, head, seen);
    }
}
