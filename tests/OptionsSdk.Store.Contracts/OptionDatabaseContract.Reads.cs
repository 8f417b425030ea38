namespace OptionsSdk.Store.Contracts;

public abstract partial class OptionDatabaseContract
{
    [Fact]
    public async Task A_full_read_of_an_empty_database_is_a_full_answer_without_rows()
    {
        var database = await OpenAsync();

        var delta = await database.ReadAsync(StorePosition.Origin, Cancellation);

        Assert.True(delta.IsFull);
        Assert.Empty(delta.Rows);
        Assert.Equal(0, delta.To.Revision);
        Assert.True(delta.To.Epoch >= 1, "A real position must come after the origin.");
    }

    [Fact]
    public async Task The_position_of_an_empty_database_is_a_prefix_of_its_history()
    {
        var database = await OpenAsync();
        var empty = await HeadAsync(database);
        AssertEmptyAt(empty, await database.ReadAsync(empty, Cancellation));

        var result = await SetAsync(database, "mail.port", "25");

        var delta = await (await OpenAsync()).ReadAsync(empty, Cancellation);
        Assert.False(delta.IsFull);
        Assert.Equal(empty, delta.From);
        Assert.Equal(result.Delta.To, delta.To);
        AssertSameRows(result.Delta.Rows, delta.Rows);
    }

    [Fact]
    public async Task A_second_store_reads_what_the_first_one_committed()
    {
        var writer = await OpenAsync();
        var reader = await OpenAsync();

        var result = await SetAsync(writer, "mail.port", "2525");

        var image = await ReadImageAsync(reader);
        Assert.Equal(result.Delta.To, image.Position);
        var row = Assert.Single(image.Rows.Values);
        Assert.Equal(new("mail.port", "2525", 1, Noon, "ops", OptionChannel.Cli, "because"), row);
        Assert.Equal(DateTimeKind.Utc, row.UpdatedAt.Kind);
    }

    [Fact]
    public async Task A_row_without_actor_and_reason_has_neither()
    {
        var writer = await OpenAsync();
        await writer.CommitAsync(new(Guid.NewGuid(), [new("a", "1")], OptionChannel.Unknown, null, null, Noon), Cancellation);

        var row = (await ReadImageAsync(await OpenAsync())).Find("a");

        Assert.Equal(new("a", "1", 1, Noon, null, OptionChannel.Unknown, null), row);
    }

    [Fact]
    public async Task A_time_in_another_kind_is_kept_as_utc()
    {
        var writer = await OpenAsync();
        var local = Noon.ToLocalTime();
        await writer.CommitAsync(new(Guid.NewGuid(), [new("a", "1")], OptionChannel.Cli, null, null, local), Cancellation);

        var row = (await ReadImageAsync(await OpenAsync())).Find("a");

        Assert.Equal(Noon, row!.UpdatedAt);
        Assert.Equal(DateTimeKind.Utc, row.UpdatedAt.Kind);
    }

    [Fact]
    public async Task A_delta_holds_exactly_the_rows_that_changed_as_they_are_now()
    {
        var writer = await OpenAsync();
        var reader = await OpenAsync();
        await SetAsync(writer, "untouched", "0");
        await SetAsync(writer, "changed-twice", "1");
        await SetAsync(writer, "deleted", "2");
        await SetAsync(writer, "revived", "3");
        var since = await HeadAsync(reader);

        await SetAsync(writer, "changed-twice", "10");
        await SetAsync(writer, "changed-twice", "11");
        await DeleteAsync(writer, "deleted");
        await DeleteAsync(writer, "revived");
        await SetAsync(writer, "revived", "30");
        await SetAsync(writer, "new", "40");

        var delta = await reader.ReadAsync(since, Cancellation);
        Assert.False(delta.IsFull);
        Assert.Equal(since, delta.From);
        Assert.Equal(await HeadAsync(reader), delta.To);
        Assert.Equal(
            ["changed-twice=11@6", "deleted=(deleted)@7", "new=40@10", "revived=30@9"],
            delta.Rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key}={row.Value ?? "(deleted)"}@{row.Revision}"));
    }

    [Fact]
    public async Task A_delta_applied_to_the_older_image_gives_the_newer_one()
    {
        var writer = await OpenAsync();
        var reader = await OpenAsync();
        await writer.CommitAsync(Commit(new("a", "1"), new("b", "2"), new("c", "3")), Cancellation);
        var older = await ReadImageAsync(reader);
        await writer.CommitAsync(Commit(new("a", null), new("b", "20"), new("d", "4")), Cancellation);

        var newer = older.Apply(await reader.ReadAsync(older.Position, Cancellation));

        Assert.NotNull(newer);
        var full = await ReadImageAsync(reader);
        Assert.Equal(full.Position, newer.Position);
        AssertSameRows(full.Rows.Values, newer.Rows.Values);
        Assert.Equal(["(absent)", "20", "3", "4"], Values(newer, "a", "b", "c", "d"));
    }

    [Fact]
    public async Task A_delta_is_empty_when_nothing_is_newer()
    {
        var writer = await OpenAsync();
        var reader = await OpenAsync();
        await SetAsync(writer, "a", "1");
        var head = await HeadAsync(reader);

        AssertEmptyAt(head, await reader.ReadAsync(head, Cancellation));
        AssertEmptyAt(head, await reader.ReadAsync(head, Cancellation));
    }

    [Fact]
    public async Task A_deleted_key_is_a_tombstone_in_deltas_and_absent_in_full_reads()
    {
        var writer = await OpenAsync();
        var reader = await OpenAsync();
        await SetAsync(writer, "a", "1");
        var since = await HeadAsync(reader);
        await DeleteAsync(writer, "a");

        var tombstone = Assert.Single((await reader.ReadAsync(since, Cancellation)).Rows);
        Assert.True(tombstone.IsDeleted);
        Assert.Equal(new("a", null, 2, Noon, "ops", OptionChannel.Cli, "because"), tombstone);
        Assert.Empty((await reader.ReadAsync(StorePosition.Origin, Cancellation)).Rows);
    }

    [Fact]
    public async Task A_single_row_is_read_together_with_the_position()
    {
        var writer = await OpenAsync();
        var reader = await OpenAsync();
        await SetAsync(writer, "a", "1");
        await SetAsync(writer, "b", "2");

        var read = await reader.ReadRowAsync("a", Cancellation);

        Assert.Equal(new("a", "1", 1, Noon, "ops", OptionChannel.Cli, "because"), read.Row);
        Assert.Equal(await HeadAsync(reader), read.Position);
    }

    [Fact]
    public async Task A_single_row_that_never_existed_or_was_deleted_is_absent_at_a_known_position()
    {
        var writer = await OpenAsync();
        var reader = await OpenAsync();
        await SetAsync(writer, "deleted", "1");
        await DeleteAsync(writer, "deleted");
        var head = await HeadAsync(reader);

        Assert.Equal(new(null, head), await reader.ReadRowAsync("deleted", Cancellation));
        Assert.Equal(new(null, head), await reader.ReadRowAsync("never", Cancellation));
    }

    [Fact]
    public async Task Rows_written_since_a_time_are_the_live_rows_of_that_time_and_later()
    {
        var writer = await OpenAsync();
        await CommitAtAsync("before", Noon.AddMilliseconds(-1));
        await CommitAtAsync("exactly", Noon);
        await CommitAtAsync("after", Noon.AddDays(1));
        await CommitAtAsync("deleted", Noon.AddDays(1));
        await DeleteAsync(writer, "deleted");

        var rows = await (await OpenAsync()).ReadRowsWrittenSinceAsync(Noon, Cancellation);

        Assert.Equal(["after", "exactly"], rows.Select(row => row.Key).Order(StringComparer.Ordinal));
        Assert.Equal("1", rows[0].Value);

        async Task CommitAtAsync(string key, DateTime at) =>
            await writer.CommitAsync(new(Guid.NewGuid(), [new(key, "1")], OptionChannel.Cli, null, null, at), Cancellation);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData(" ")]
    [InlineData("\"Ünïcödé ключ 鍵 \u200b \u0301\"")]
    [InlineData("\"\ud83d\ude00\ud83c\uddea\ud83c\uddfa\"")]
    [InlineData("\"\\ud800 \\u0000\"")]
    [InlineData("'; drop table opt_value; -- \" % _ @key $1 {0}")]
    [InlineData("line\r\nline\ttab")]
    public async Task A_value_comes_back_exactly(string value)
    {
        await SetAsync(await OpenAsync(), "a", value);

        var reader = await OpenAsync();

        Assert.Equal(value, (await ReadImageAsync(reader)).Find("a")!.Value, StringComparer.Ordinal);
        Assert.Equal(value, (await reader.ReadRowAsync("a", Cancellation)).Row!.Value, StringComparer.Ordinal);
        Assert.Equal(value, Assert.Single(await reader.ReadHistoryAsync("a", 1, Cancellation)).NewValue, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_value_of_64_KiB_comes_back_exactly()
    {
        var value = '"' + new string('é', 32 * 1024 - 1) + '"';
        await SetAsync(await OpenAsync(), "a", value);

        Assert.Equal(value, (await ReadImageAsync(await OpenAsync())).Find("a")!.Value, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Keys_that_differ_in_one_character_are_different_options()
    {
        string[] keys = ["a.b", "a-b", "a_b", "a:b", "ab", "a..b", "a.b.", "aa.b", "0", "00", new('a', 128), new string('a', 127) + "b"];
        var writer = await OpenAsync();
        await writer.CommitAsync(Commit([.. keys.Select((key, index) => new StoreWrite(key, $"{index}"))]), Cancellation);

        var reader = await OpenAsync();

        Assert.Equal(keys.Select((_, index) => $"{index}"), Values(await ReadImageAsync(reader), keys));
        for (var index = 0; index < keys.Length; index++)
        {
            Assert.Equal($"{index}", (await reader.ReadRowAsync(keys[index], Cancellation)).Row!.Value);
        }
    }

    [Fact]
    public async Task A_namespace_of_several_thousand_rows_is_read_whole()
    {
        var writer = await OpenAsync();
        var empty = await HeadAsync(writer);
        await writer.CommitAsync(Commit([.. Enumerable.Range(0, 3000).Select(index => new StoreWrite($"k{index}", $"{index}"))]), Cancellation);

        var reader = await OpenAsync();

        Assert.Equal(3000, (await ReadImageAsync(reader)).Rows.Count);
        Assert.Equal(3000, (await reader.ReadAsync(empty, Cancellation)).Rows.Length);
    }
}
