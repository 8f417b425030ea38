namespace OptionsSdk.Store.Contracts;

/// <summary>
/// What every <see cref="IOptionCache"/> must do. One instance of the class is one empty cache; each <see cref="Open"/> is another process on it.
/// </summary>
public abstract class OptionCacheContract
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whether single keys are remembered without an image. Where they are not, fills decline.</summary>
    protected abstract bool KeepsFills { get; }

    /// <summary>Makes one more cache on the same content.</summary>
    protected abstract IOptionCache Open();

    [Fact]
    public async Task An_empty_cache_holds_no_image_and_misses()
    {
        var cache = Open();
        Assert.Null(await cache.ReadAsync(Cancellation));
        Assert.Null(await cache.ReadPositionAsync(Cancellation));
        Assert.Equal(CacheLookupKind.Miss, (await cache.GetAsync("a", Cancellation)).Kind);
    }

    [Fact]
    public async Task An_image_comes_back_whole()
    {
        var (writer, reader) = (Open(), Open());
        var written = Image(
            7,
            new("a", "{\"x\":[1,2]}", 3, new DateTime(2031, 5, 6, 7, 8, 9, DateTimeKind.Utc).AddTicks(1234567), "ops", OptionChannel.Cli, "because"),
            new("b", "\"\"", 7, DateTime.UnixEpoch, null, OptionChannel.Unknown, null),
            new("c", "", 5, DateTime.UnixEpoch, "", OptionChannel.KillSwitch, ""));
        Assert.Equal(CacheApplyOutcome.Applied, await writer.PutAsync(written, Cancellation));

        AssertSame(written, await reader.ReadAsync(Cancellation));
        Assert.Equal(written.Position, await reader.ReadPositionAsync(Cancellation));
    }

    [Fact]
    public async Task An_image_without_rows_is_an_image()
    {
        await Open().PutAsync(Image(0), Cancellation);
        Assert.Equal(Position(0), await Open().ReadPositionAsync(Cancellation));
        AssertSame(Image(0), await Open().ReadAsync(Cancellation));
        Assert.Equal(CacheLookupKind.Absent, (await Open().GetAsync("a", Cancellation)).Kind);
    }

    [Fact]
    public async Task Every_script_of_the_world_comes_back_unchanged()
    {
        var row = new StoreRow("text", "\"Grüße, 日本語, \U0001F600, \u202Eabc, \\u0000\"", 1, DateTime.UnixEpoch, "Łukasz \U0001F680", OptionChannel.Admin, "перенос\nстроки");
        await Open().PutAsync(Image(1, row), Cancellation);
        Assert.Equal(row, (await Open().ReadAsync(Cancellation))!.Find("text"));
        Assert.Equal(row, (await Open().GetAsync("text", Cancellation)).Row);
    }

    [Fact]
    public async Task A_value_of_64_KiB_comes_back_unchanged()
    {
        var row = Row("big", "\"" + new string('x', (64 * 1024) - 2) + "\"", 1);
        await Open().PutAsync(Image(1, row), Cancellation);
        Assert.Equal(row, (await Open().GetAsync("big", Cancellation)).Row);
    }

    [Fact]
    public async Task Keys_are_told_apart_by_every_character()
    {
        await Open().PutAsync(Image(3, Row("a.b", "1", 1), Row("a:b", "2", 2), Row("a_b", "3", 3), Row("_rev", "4", 3)), Cancellation);
        Assert.Equal(["1", "2", "3", "4"], (await Open().ReadAsync(Cancellation))!.Rows.Values.Select(static row => row.Value).Order(StringComparer.Ordinal));
        Assert.Equal("4", (await Open().GetAsync("_rev", Cancellation)).Row!.Value);
    }

    [Fact]
    public async Task Thousands_of_options_come_back()
    {
        var image = Image(2500, [.. Enumerable.Range(1, 2500).Select(static number => Row($"option.{number}", $"{number}", number))]);
        await Open().PutAsync(image, Cancellation);
        AssertSame(image, await Open().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task An_image_answers_every_key()
    {
        await Open().PutAsync(Image(3, Row("a", "1", 2)), Cancellation);
        Assert.Equal(Row("a", "1", 2), (await Open().GetAsync("a", Cancellation)).Row);
        Assert.Equal(CacheLookupKind.Absent, (await Open().GetAsync("b", Cancellation)).Kind);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(1, 2)]
    [InlineData(0, 9)]
    public async Task An_image_that_is_not_newer_is_refused(long epoch, long revision)
    {
        await Open().PutAsync(Image(3, Row("a", "new", 3)), Cancellation);
        Assert.Equal(CacheApplyOutcome.AlreadyNewer, await Open().PutAsync(StoreImage.From(new(epoch, revision, Guid.NewGuid()), [Row("a", "late", 1)]), Cancellation));
        Assert.Equal("new", (await Open().GetAsync("a", Cancellation)).Row!.Value);
        Assert.Equal(Position(3), await Open().ReadPositionAsync(Cancellation));
    }

    [Fact]
    public async Task A_newer_image_leaves_nothing_of_the_older_one()
    {
        await Open().PutAsync(Image(3, Row("a", "1", 1), Row("b", "2", 3)), Cancellation);
        var next = Image(5, Row("b", "3", 5));
        Assert.Equal(CacheApplyOutcome.Applied, await Open().PutAsync(next, Cancellation));
        AssertSame(next, await Open().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_higher_epoch_wins_over_a_higher_revision()
    {
        await Open().PutAsync(Image(9, Row("a", "lost", 9)), Cancellation);
        var kept = StoreImage.From(new(2, 1, Guid.NewGuid()), [Row("a", "kept", 1)]);
        Assert.Equal(CacheApplyOutcome.Applied, await Open().PutAsync(kept, Cancellation));
        AssertSame(kept, await Open().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Revisions_are_ordered_as_numbers_to_the_last_digit()
    {
        const long beyondDoubles = (1L << 40) - 2;
        await Open().PutAsync(Image(9), Cancellation);
        Assert.Equal(CacheApplyOutcome.Applied, await Open().PutAsync(Image(10), Cancellation));
        Assert.Equal(CacheApplyOutcome.Applied, await Open().PutAsync(Image(beyondDoubles), Cancellation));
        Assert.Equal(CacheApplyOutcome.Applied, await Open().PutAsync(Image(beyondDoubles + 1), Cancellation));
        Assert.Equal(CacheApplyOutcome.AlreadyNewer, await Open().PutAsync(Image(beyondDoubles), Cancellation));
    }

    [Fact]
    public async Task Beyond_two_to_the_53_neighbours_are_still_told_apart()
    {
        const long revision = (1L << 53) + 1;
        var writer = Open();
        await writer.PutAsync(Image(revision - 1), Cancellation);
        Assert.Equal(CacheApplyOutcome.Applied, await writer.ApplyAsync(Delta(revision - 1, revision, Row("a", "1", revision)), Cancellation));
        Assert.Equal(CacheApplyOutcome.AlreadyNewer, await writer.ApplyAsync(Delta(revision - 1, revision, Row("a", "2", revision)), Cancellation));
        Assert.Equal(Position(revision), await writer.ReadPositionAsync(Cancellation));
    }

    [Fact]
    public async Task A_fitting_delta_sets_and_deletes()
    {
        var writer = Open();
        await writer.PutAsync(Image(3, Row("a", "1", 2), Row("b", "1", 3), Row("c", "1", 1)), Cancellation);
        Assert.Equal(CacheApplyOutcome.Applied, await writer.ApplyAsync(Delta(3, 4, Row("a", "2", 4), Row("b", null, 4), Row("d", "4", 4)), Cancellation));
        AssertSame(Image(4, Row("a", "2", 4), Row("c", "1", 1), Row("d", "4", 4)), await Open().ReadAsync(Cancellation));
        Assert.Equal(CacheLookupKind.Absent, (await Open().GetAsync("b", Cancellation)).Kind);
    }

    [Fact]
    public async Task Deltas_follow_each_other()
    {
        var writer = Open();
        await writer.PutAsync(Image(1, Row("a", "1", 1)), Cancellation);
        for (var revision = 2; revision <= 20; revision++)
        {
            Assert.Equal(CacheApplyOutcome.Applied, await writer.ApplyAsync(Delta(revision - 1, revision, Row("a", $"{revision}", revision)), Cancellation));
        }

        AssertSame(Image(20, Row("a", "20", 20)), await Open().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_delta_may_change_a_thousand_options()
    {
        var writer = Open();
        await writer.PutAsync(Image(1), Cancellation);
        var rows = Enumerable.Range(0, 1000).Select(static number => Row($"option.{number}", "1", 2)).ToArray();
        Assert.Equal(CacheApplyOutcome.Applied, await writer.ApplyAsync(Delta(1, 2, rows), Cancellation));
        AssertSame(Image(2, rows), await Open().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_delta_without_rows_moves_the_position()
    {
        var writer = Open();
        await writer.PutAsync(Image(1, Row("a", "1", 1)), Cancellation);
        Assert.Equal(CacheApplyOutcome.Applied, await writer.ApplyAsync(Delta(1, 2), Cancellation));
        AssertSame(Image(2, Row("a", "1", 1)), await Open().ReadAsync(Cancellation));
    }

    [Theory]
    [InlineData(4, 5, CacheApplyOutcome.DoesNotFit)]
    [InlineData(2, 4, CacheApplyOutcome.DoesNotFit)]
    [InlineData(2, 3, CacheApplyOutcome.AlreadyNewer)]
    [InlineData(1, 2, CacheApplyOutcome.AlreadyNewer)]
    public async Task A_delta_with_a_gap_or_an_overlap_changes_nothing(long from, long to, CacheApplyOutcome outcome)
    {
        var writer = Open();
        await writer.PutAsync(Image(3, Row("a", "3", 3)), Cancellation);
        Assert.Equal(outcome, await writer.ApplyAsync(Delta(from, to, Row("a", "x", to)), Cancellation));
        AssertSame(Image(3, Row("a", "3", 3)), await Open().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_delta_of_another_history_does_not_fit()
    {
        var writer = Open();
        await writer.PutAsync(Image(3, Row("a", "3", 3)), Cancellation);
        var stranger = new StoreDelta(new(1, 3, Guid.NewGuid()), Position(4), false, [Row("a", "x", 4)]);
        Assert.Equal(CacheApplyOutcome.DoesNotFit, await writer.ApplyAsync(stranger, Cancellation));
        AssertSame(Image(3, Row("a", "3", 3)), await Open().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_delta_of_a_newer_epoch_does_not_fit()
    {
        var writer = Open();
        await writer.PutAsync(Image(3, Row("a", "3", 3)), Cancellation);
        var delta = new StoreDelta(Position(3) with { Epoch = 2 }, Position(4) with { Epoch = 2 }, false, [Row("a", "x", 4)]);
        Assert.Equal(CacheApplyOutcome.DoesNotFit, await writer.ApplyAsync(delta, Cancellation));
        AssertSame(Image(3, Row("a", "3", 3)), await Open().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_delta_of_an_older_epoch_comes_too_late()
    {
        var writer = Open();
        var image = StoreImage.From(new(2, 3, Guid.NewGuid()), [Row("a", "3", 3)]);
        await writer.PutAsync(image, Cancellation);
        Assert.Contains(
            await writer.ApplyAsync(Delta(3, 4, Row("a", "x", 4)), Cancellation), new[] { CacheApplyOutcome.AlreadyNewer, CacheApplyOutcome.DoesNotFit });
        AssertSame(image, await Open().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_delta_cannot_create_an_image()
    {
        var outcome = await Open().ApplyAsync(Delta(3, 4, Row("a", "4", 4)), Cancellation);
        Assert.Contains(outcome, new[] { CacheApplyOutcome.Empty, CacheApplyOutcome.DoesNotFit });
        Assert.Null(await Open().ReadAsync(Cancellation));
        Assert.Null(await Open().ReadPositionAsync(Cancellation));
        Assert.Equal(CacheLookupKind.Miss, (await Open().GetAsync("a", Cancellation)).Kind);
    }

    [Fact]
    public async Task A_full_delta_is_a_whole_image()
    {
        Assert.Equal(CacheApplyOutcome.Applied, await Open().ApplyAsync(new(StorePosition.Origin, Position(4), true, [Row("a", "4", 4)]), Cancellation));
        AssertSame(Image(4, Row("a", "4", 4)), await Open().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_cleared_cache_takes_any_image()
    {
        var cache = Open();
        await cache.PutAsync(Image(3, Row("a", "3", 3)), Cancellation);
        await Open().ClearAsync(Cancellation);
        Assert.Null(await cache.ReadPositionAsync(Cancellation));
        Assert.Null(await cache.ReadAsync(Cancellation));
        Assert.Contains(await cache.ApplyAsync(Delta(3, 4), Cancellation), new[] { CacheApplyOutcome.Empty, CacheApplyOutcome.DoesNotFit });
        Assert.Equal(CacheApplyOutcome.Applied, await cache.PutAsync(Image(1, Row("a", "1", 1)), Cancellation));
        Assert.Equal("1", (await Open().GetAsync("a", Cancellation)).Row!.Value);
    }

    [Fact]
    public async Task A_fill_is_remembered_exactly_where_fills_are_kept()
    {
        var cache = Open();
        var miss = await cache.GetAsync("a", Cancellation);
        Assert.Equal(KeepsFills, await cache.FillAsync("a", new(Row("a", "1", 1), Position(1)), miss.Lease, Cancellation));
        Assert.Equal(KeepsFills ? CacheLookupKind.Hit : CacheLookupKind.Miss, (await cache.GetAsync("a", Cancellation)).Kind);
        Assert.Null(await cache.ReadAsync(Cancellation));
        Assert.Null(await cache.ReadPositionAsync(Cancellation));
    }

    [Fact]
    public async Task A_fill_without_its_lease_is_refused()
    {
        var cache = Open();
        var miss = await cache.GetAsync("a", Cancellation);
        Assert.False(await cache.FillAsync("a", new(Row("a", "1", 1), Position(1)), miss.Lease + 1, Cancellation));
        Assert.False(await cache.FillAsync("b", new(Row("b", "1", 1), Position(1)), miss.Lease, Cancellation));
        Assert.Equal(CacheLookupKind.Miss, (await cache.GetAsync("a", Cancellation)).Kind);
    }

    [Fact]
    public async Task A_late_fill_cannot_resurrect_a_deleted_key()
    {
        var cache = Open();
        var miss = await cache.GetAsync("a", Cancellation);
        await cache.ApplyAsync(Delta(1, 2, Row("a", null, 2)), Cancellation);
        Assert.False(await cache.FillAsync("a", new(Row("a", "1", 1), Position(1)), miss.Lease, Cancellation));
        await cache.PutAsync(Image(2), Cancellation);
        Assert.False(await cache.FillAsync("a", new(Row("a", "1", 1), Position(1)), miss.Lease, Cancellation));
        Assert.Equal(CacheLookupKind.Absent, (await cache.GetAsync("a", Cancellation)).Kind);
    }

    [Fact]
    public async Task Losing_the_cache_revokes_every_lease()
    {
        var cache = Open();
        var miss = await cache.GetAsync("a", Cancellation);
        await cache.ClearAsync(Cancellation);
        Assert.False(await cache.FillAsync("a", new(Row("a", "1", 1), Position(1)), miss.Lease, Cancellation));
    }

    [Fact]
    public async Task Watchers_hear_of_what_was_applied()
    {
        var (writer, listener) = (Open(), Open());
        var heard = new List<long>();
        await using var watch = await ((IOptionChangeSignal)listener).WatchAsync(
            revision =>
            {
                lock (heard)
                {
                    heard.Add(revision);
                }
            },
            Cancellation);
        await writer.PutAsync(Image(3), Cancellation);
        await writer.PutAsync(Image(2), Cancellation);
        await writer.ApplyAsync(Delta(3, 4, Row("a", "4", 4)), Cancellation);
        await writer.ApplyAsync(Delta(3, 4, Row("a", "4", 4)), Cancellation);
        await writer.PutAsync(Image(5), Cancellation);

        while (true)
        {
            Cancellation.ThrowIfCancellationRequested();
            lock (heard)
            {
                if (heard.Contains(5))
                {
                    // Whatever else a signal says, it says that the revision is not known.
                    Assert.Equal([3, 4, 5], heard.Where(static revision => revision != 0).Order());
                    return;
                }
            }

            await Task.Delay(5, Cancellation);
        }
    }

    [Fact]
    public async Task Of_many_writers_at_once_the_history_is_never_mixed()
    {
        const int last = 60;
        StoreImage At(int revision) => Image(revision, Row("a", $"{revision}", revision), Row("b", $"{revision}", revision));
        await Open().PutAsync(At(1), Cancellation);
        var writers = Enumerable.Range(0, 4).Select(seed => Task.Run(async () =>
        {
            var cache = Open();
            var random = new Random(seed);
            for (var revision = 2; revision <= last; revision++)
            {
                if (random.Next(2) == 0
                    || await cache.ApplyAsync(Delta(revision - 1, revision, [.. At(revision).Rows.Values]), Cancellation) is CacheApplyOutcome.DoesNotFit or CacheApplyOutcome.Empty)
                {
                    await cache.PutAsync(At(revision), Cancellation);
                }
            }
        })).ToArray();
        var all = Task.WhenAll(writers);
        var reader = Open();
        var seen = 0L;
        while (!all.IsCompleted)
        {
            var image = await reader.ReadAsync(Cancellation);
            AssertSame(At((int)image!.Position.Revision), image);
            Assert.True(image.Position.Revision >= seen);
            seen = image.Position.Revision;
        }

        await all;
        AssertSame(At(last), await reader.ReadAsync(Cancellation));
    }

    protected static StorePosition Position(long revision) => new(1, revision, new Guid((int)revision, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));

    protected static StoreRow Row(string key, string? value, long revision) => new(key, value, revision, DateTime.UnixEpoch, null, OptionChannel.Unknown, null);

    protected static StoreImage Image(long revision, params StoreRow[] rows) => StoreImage.From(Position(revision), rows);

    protected static StoreDelta Delta(long from, long to, params StoreRow[] rows) => new(Position(from), Position(to), false, [.. rows]);

    protected static void AssertSame(StoreImage expected, StoreImage? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Position, actual.Position);
        Assert.Equal(expected.Rows.Values.OrderBy(static row => row.Key, StringComparer.Ordinal), actual.Rows.Values.OrderBy(static row => row.Key, StringComparer.Ordinal));
    }
}
