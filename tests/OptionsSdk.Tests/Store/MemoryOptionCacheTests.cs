using OptionsSdk.Store;

namespace OptionsSdk.Tests.Store;

public sealed class MemoryOptionCacheTests
{
    private readonly MemoryOptionCache _cache = new();

    private static CancellationToken Token => OptionStoreFixture.Token;

    [Fact]
    public async Task An_empty_cache_holds_no_image_and_misses()
    {
        Assert.Null(await _cache.ReadAsync(Token));
        Assert.Null(await _cache.ReadPositionAsync(Token));
        Assert.Equal(CacheLookupKind.Miss, (await _cache.GetAsync("a", Token)).Kind);
    }

    [Fact]
    public async Task An_image_answers_every_key()
    {
        await _cache.PutAsync(Image(3, Row("a", "1", 2)), Token);
        Assert.Equal("1", (await _cache.GetAsync("a", Token)).Row!.Value);
        Assert.Equal(CacheLookupKind.Absent, (await _cache.GetAsync("b", Token)).Kind);
    }

    [Fact]
    public async Task An_older_or_equal_image_is_refused()
    {
        await _cache.PutAsync(Image(3, Row("a", "new", 3)), Token);
        Assert.Equal(CacheApplyOutcome.AlreadyNewer, await _cache.PutAsync(Image(3, Row("a", "same", 3)), Token));
        Assert.Equal(CacheApplyOutcome.AlreadyNewer, await _cache.PutAsync(Image(2, Row("a", "old", 2)), Token));
        Assert.Equal("new", (await _cache.GetAsync("a", Token)).Row!.Value);
    }

    [Fact]
    public async Task A_higher_epoch_wins_over_a_higher_revision()
    {
        await _cache.PutAsync(Image(9, Row("a", "lost", 9)), Token);
        Assert.Equal(CacheApplyOutcome.Applied, await _cache.PutAsync(StoreImage.From(new(2, 1, Guid.NewGuid()), [Row("a", "kept", 1)]), Token));
        Assert.Equal("kept", (await _cache.GetAsync("a", Token)).Row!.Value);
    }

    [Fact]
    public async Task A_fitting_delta_sets_and_deletes()
    {
        await _cache.PutAsync(Image(3, Row("a", "1", 2), Row("b", "1", 3)), Token);
        Assert.Equal(CacheApplyOutcome.Applied, await _cache.ApplyAsync(Delta(3, 4, Row("a", "2", 4), Row("b", null, 4)), Token));
        Assert.Equal("2", (await _cache.GetAsync("a", Token)).Row!.Value);
        Assert.Equal(CacheLookupKind.Absent, (await _cache.GetAsync("b", Token)).Kind);
        Assert.Equal(Position(4), await _cache.ReadPositionAsync(Token));
        Assert.Equal("2", (await _cache.ReadAsync(Token))!.Find("a")!.Value);
    }

    [Theory]
    [InlineData(4, 5, CacheApplyOutcome.DoesNotFit)]
    [InlineData(2, 4, CacheApplyOutcome.DoesNotFit)]
    [InlineData(2, 3, CacheApplyOutcome.AlreadyNewer)]
    [InlineData(1, 2, CacheApplyOutcome.AlreadyNewer)]
    public async Task A_delta_with_a_gap_or_an_overlap_changes_nothing(long from, long to, CacheApplyOutcome outcome)
    {
        await _cache.PutAsync(Image(3, Row("a", "3", 3)), Token);
        Assert.Equal(outcome, await _cache.ApplyAsync(Delta(from, to, Row("a", "x", to)), Token));
        Assert.Equal("3", (await _cache.GetAsync("a", Token)).Row!.Value);
        Assert.Equal(Position(3), await _cache.ReadPositionAsync(Token));
    }

    [Fact]
    public async Task A_delta_of_another_history_does_not_fit()
    {
        await _cache.PutAsync(Image(3, Row("a", "3", 3)), Token);
        var stranger = new StoreDelta(new(1, 3, Guid.NewGuid()), Position(4), false, [Row("a", "x", 4)]);
        Assert.Equal(CacheApplyOutcome.DoesNotFit, await _cache.ApplyAsync(stranger, Token));
        Assert.Equal("3", (await _cache.GetAsync("a", Token)).Row!.Value);
    }

    [Fact]
    public async Task A_delta_cannot_create_an_image()
    {
        Assert.Equal(CacheApplyOutcome.Empty, await _cache.ApplyAsync(Delta(3, 4, Row("a", "4", 4)), Token));
        Assert.Null(await _cache.ReadAsync(Token));
        Assert.Equal(CacheLookupKind.Miss, (await _cache.GetAsync("a", Token)).Kind);
    }

    [Fact]
    public async Task A_full_delta_is_a_whole_image()
    {
        Assert.Equal(CacheApplyOutcome.Applied, await _cache.ApplyAsync(new(StorePosition.Origin, Position(4), true, [Row("a", "4", 4)]), Token));
        Assert.Equal("4", (await _cache.GetAsync("a", Token)).Row!.Value);
    }

    [Fact]
    public async Task A_fill_needs_the_lease_of_its_miss()
    {
        var miss = await _cache.GetAsync("a", Token);
        Assert.False(await _cache.FillAsync("a", new(Row("a", "1", 1), Position(1)), miss.Lease + 1, Token));
        Assert.False(await _cache.FillAsync("b", new(Row("b", "1", 1), Position(1)), miss.Lease, Token));
        Assert.True(await _cache.FillAsync("a", new(Row("a", "1", 1), Position(1)), miss.Lease, Token));
        Assert.Equal("1", (await _cache.GetAsync("a", Token)).Row!.Value);
    }

    [Fact]
    public async Task A_write_of_the_key_revokes_its_lease_and_drops_what_was_filled()
    {
        var a = await _cache.GetAsync("a", Token);
        await _cache.FillAsync("a", new(Row("a", "1", 1), Position(1)), a.Lease, Token);
        await _cache.ApplyAsync(Delta(1, 2, Row("a", "2", 2)), Token);
        Assert.False(await _cache.FillAsync("a", new(Row("a", "1", 1), Position(1)), a.Lease, Token));
        Assert.Equal(CacheLookupKind.Miss, (await _cache.GetAsync("a", Token)).Kind);
    }

    [Fact]
    public async Task A_write_of_another_key_leaves_the_lease()
    {
        var a = await _cache.GetAsync("a", Token);
        await _cache.ApplyAsync(Delta(1, 2, Row("b", "2", 2)), Token);
        Assert.True(await _cache.FillAsync("a", new(null, Position(2)), a.Lease, Token));
    }

    [Fact]
    public async Task Losing_the_cache_revokes_every_lease()
    {
        var a = await _cache.GetAsync("a", Token);
        _cache.Clear();
        var again = await _cache.GetAsync("a", Token);
        Assert.False(await _cache.FillAsync("a", new(Row("a", "1", 1), Position(1)), a.Lease, Token));
        Assert.True(await _cache.FillAsync("a", new(Row("a", "1", 1), Position(1)), again.Lease, Token));
    }

    [Fact]
    public async Task Losing_the_cache_loses_the_image()
    {
        await _cache.PutAsync(Image(3, Row("a", "3", 3)), Token);
        await _cache.ClearAsync(Token);
        Assert.Null(await _cache.ReadPositionAsync(Token));
        Assert.Equal(CacheLookupKind.Miss, (await _cache.GetAsync("a", Token)).Kind);
        Assert.Equal(CacheApplyOutcome.Applied, await _cache.PutAsync(Image(1, Row("a", "1", 1)), Token));
    }

    [Fact]
    public async Task An_image_revokes_every_lease()
    {
        var a = await _cache.GetAsync("a", Token);
        await _cache.PutAsync(Image(3), Token);
        Assert.False(await _cache.FillAsync("a", new(Row("a", "9", 9), Position(9)), a.Lease, Token));
        Assert.Equal(CacheLookupKind.Absent, (await _cache.GetAsync("a", Token)).Kind);
    }

    [Fact]
    public async Task Of_two_fills_of_one_miss_the_one_that_was_read_later_stays()
    {
        var lease = (await _cache.GetAsync("a", Token)).Lease;
        Assert.Equal(lease, (await _cache.GetAsync("a", Token)).Lease);
        Assert.True(await _cache.FillAsync("a", new(Row("a", "2", 2), Position(2)), lease, Token));
        Assert.False(await _cache.FillAsync("a", new(Row("a", "1", 1), Position(1)), lease, Token));
        Assert.Equal("2", (await _cache.GetAsync("a", Token)).Row!.Value);
    }

    [Fact]
    public async Task An_older_image_cannot_take_a_newer_filled_key_back()
    {
        var lease = (await _cache.GetAsync("a", Token)).Lease;
        await _cache.FillAsync("a", new(Row("a", "5", 5), Position(5)), lease, Token);
        await _cache.PutAsync(Image(3, Row("a", "3", 3)), Token);
        Assert.Equal("5", (await _cache.GetAsync("a", Token)).Row!.Value);

        await _cache.PutAsync(Image(6, Row("a", "6", 6)), Token);
        Assert.Equal("6", (await _cache.GetAsync("a", Token)).Row!.Value);
    }

    [Fact]
    public async Task Asking_for_endless_keys_does_not_grow_the_cache_without_end()
    {
        for (var i = 0; i < MemoryOptionCache.MaximumEntries; i++)
        {
            var lookup = await _cache.GetAsync($"k{i}", Token);
            await _cache.FillAsync($"k{i}", new(null, Position(1)), lookup.Lease, Token);
        }

        Assert.Equal(CacheLookupKind.Absent, (await _cache.GetAsync("k0", Token)).Kind);
        await _cache.GetAsync("one-more", Token);
        Assert.Equal(CacheLookupKind.Miss, (await _cache.GetAsync("k0", Token)).Kind);
    }

    [Fact]
    public async Task Watchers_hear_of_what_was_applied_and_of_nothing_else()
    {
        var heard = new List<long>();
        var watch = await _cache.WatchAsync(heard.Add, Token);
        await _cache.PutAsync(Image(3), Token);
        await _cache.PutAsync(Image(2), Token);
        await _cache.ApplyAsync(Delta(3, 4, Row("a", "4", 4)), Token);
        await _cache.ApplyAsync(Delta(3, 4, Row("a", "4", 4)), Token);
        await watch.DisposeAsync();
        await _cache.PutAsync(Image(5), Token);
        Assert.Equal([3, 4], heard);
    }

    [Fact]
    public async Task The_state_before_the_first_commit_is_not_signalled_as_an_unknown_revision()
    {
        var heard = new List<long>();
        await _cache.WatchAsync(heard.Add, Token);
        await _cache.PutAsync(Image(0), Token);
        Assert.Empty(heard);
    }

    [Fact]
    public async Task A_watcher_that_throws_harms_neither_the_write_nor_other_watchers()
    {
        var heard = new List<long>();
        await _cache.WatchAsync(_ => throw new InvalidOperationException("no"), Token);
        await _cache.WatchAsync(heard.Add, Token);
        Assert.Equal(CacheApplyOutcome.Applied, await _cache.PutAsync(Image(3), Token));
        Assert.Equal([3], heard);
    }

    private static StorePosition Position(long revision) =>
        new(1, revision, new Guid((int)revision, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));

    private static StoreRow Row(string key, string? value, long revision) =>
        new(key, value, revision, DateTime.UnixEpoch, null, OptionChannel.Unknown, null);

    private static StoreImage Image(long revision, params StoreRow[] rows) => StoreImage.From(Position(revision), rows);

    private static StoreDelta Delta(long from, long to, params StoreRow[] rows) => new(Position(from), Position(to), false, [.. rows]);
}
