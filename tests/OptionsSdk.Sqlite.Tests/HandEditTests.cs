using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Sqlite.Tests;

public sealed class HandEditTests : SqliteFileTests
{
    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("{")]
    public async Task A_row_edited_by_hand_is_read_as_it_is_and_followed_by_deltas(string value)
    {
        var database = await OpenAsync();
        var since = await SetAsync(database, "a", "1");

        Sql($"update opt_value set value = '{value}' where key = 'a'");

        var delta = await database.ReadAsync(since, Cancellation);
        Assert.False(delta.IsFull);
        Assert.Equal(2, delta.To.Revision);
        var row = Assert.Single(delta.Rows);
        Assert.Equal((value, 2L, null, OptionChannel.Unknown), (row.Value, row.Revision, row.UpdatedBy, row.Channel));
        Assert.Equal("Written by SQL.", row.Reason);
        Assert.Equal(DateTime.UtcNow, row.UpdatedAt, TimeSpan.FromDays(1));
        Assert.Equal(value, (await ReadAsync(database)).Find("a")!.Value);
    }

    [Fact]
    public async Task A_row_inserted_by_hand_needs_only_key_and_value()
    {
        var database = await OpenAsync();
        var since = await SetAsync(database, "a", "1");

        Sql("insert into opt_value (key, value) values ('b', '2')");

        var row = Assert.Single((await database.ReadAsync(since, Cancellation)).Rows);
        Assert.Equal(("b", "2", 2L), (row.Key, row.Value, row.Revision));
    }

    [Fact]
    public async Task A_row_replaced_by_hand_is_followed()
    {
        var database = await OpenAsync();
        var since = await SetAsync(database, "a", "1");

        Sql("insert or replace into opt_value (key, value) values ('a', '2')");

        var row = Assert.Single((await database.ReadAsync(since, Cancellation)).Rows);
        Assert.Equal(("a", "2", 2L), (row.Key, row.Value, row.Revision));
    }

    [Theory]
    [InlineData("delete from opt_value where key = 'a'")]
    [InlineData("update opt_value set value = null where key = 'a'")]
    [InlineData("update opt_value set deleted = 1 where key = 'a'")]
    public async Task A_row_deleted_by_hand_becomes_a_tombstone(string sql)
    {
        var database = await OpenAsync();
        var since = await SetAsync(database, "a", "1");

        Sql(sql);

        var row = Assert.Single((await database.ReadAsync(since, Cancellation)).Rows);
        Assert.True(row.IsDeleted);
        Assert.Equal(2, row.Revision);
        Assert.Empty((await ReadAsync(database)).Rows);
        Assert.True((await database.ReadHistoryAsync("a", 1, Cancellation))[0].IsDeletion);
    }

    [Fact]
    public async Task A_tombstone_given_a_value_by_hand_lives_again()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        await database.CommitAsync(Commit(new StoreWrite("a", null)), Cancellation);

        Sql("update opt_value set value = '3' where key = 'a'");

        Assert.Equal("3", (await ReadAsync(database)).Find("a")!.Value);
    }

    [Fact]
    public async Task Several_rows_edited_by_hand_keep_the_history_provable()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        var since = await SetAsync(database, "b", "1");

        Sql("update opt_value set value = '9'");

        var delta = await database.ReadAsync(since, Cancellation);
        Assert.False(delta.IsFull);
        Assert.Equal(4, delta.To.Revision);
        Assert.Equal(["a=9", "b=9"], delta.Rows.Select(row => $"{row.Key}={row.Value}").Order(StringComparer.Ordinal));
        Assert.True((await database.ReadAsync(delta.To, Cancellation)).IsEmpty);
        var next = await database.CommitAsync(Commit(new StoreWrite("a", "10")), Cancellation);
        Assert.Equal(delta.To, next.Delta.From);
        Assert.Equal(delta.To.Epoch, next.Delta.To.Epoch);
    }

    [Fact]
    public async Task An_edit_by_hand_gets_identities_in_the_form_of_all_others()
    {
        await SetAsync(await OpenAsync(), "a", "1");
        Sql("update opt_value set value = '9'");

        using var command = Connect().CreateCommand();
        command.CommandText = "select token || ' ' || change_id from opt_commit order by revision";
        using var reader = command.ExecuteReader();
        for (var revision = 1; revision <= 2; revision++)
        {
            Assert.True(reader.Read());
            Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", reader.GetString(0));
        }
    }

    [Fact]
    public async Task An_edit_by_hand_breaks_an_expectation_like_any_write()
    {
        var database = await OpenAsync();
        var position = await SetAsync(database, "a", "1");
        Sql("update opt_value set value = '2' where key = 'a'");

        var result = await database.CommitAsync(Commit(new StoreWrite("a", "3", position.Revision)), Cancellation);

        Assert.Equal(StoreCommitOutcome.Conflict, result.Outcome);
        Assert.Equal([new("a", 2)], result.Conflicts);
    }

    [Fact]
    public async Task An_edit_by_hand_is_in_the_change_log_without_values_since_sql_knows_no_secrets()
    {
        var database = await OpenAsync();
        await database.CommitAsync(Commit(new StoreWrite("token", "\"hunter2\"", IsSecret: true)), Cancellation);

        Sql("update opt_value set value = '\"hunter3\"' where key = 'token'");

        var change = (await database.ReadHistoryAsync("token", 1, Cancellation))[0];
        Assert.Equal((2, null, null, true, false), (change.Revision, change.OldValue, change.NewValue, change.IsSecret, change.IsDeletion));
        Assert.Equal("Written by SQL.", change.Reason);
    }

    [Fact]
    public async Task The_librarys_own_writes_take_one_revision_each()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        await SetAsync(database, "a", "1");
        await database.CommitAsync(Commit(new StoreWrite("a", null)), Cancellation);

        Assert.Equal(4, (await SetAsync(database, "a", "2")).Revision);
        Assert.Equal(4, (await database.ReadHistoryAsync("a", 10, Cancellation)).Count);
    }

    [Fact]
    public async Task Unusable_times_and_channels_by_hand_do_not_hide_a_row()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        Sql("update opt_value set updated_at = 'yesterday', channel = 77");

        var row = (await ReadAsync(database)).Find("a")!;

        Assert.Equal(("1", DateTime.MinValue, OptionChannel.Unknown), (row.Value, row.UpdatedAt, row.Channel));
    }

    [Fact]
    public async Task A_time_in_sqlites_own_form_is_understood()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        Sql("update opt_value set updated_at = '2031-01-01 00:00:01'");

        var row = Assert.Single(await database.ReadRowsWrittenSinceAsync(new(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc), Cancellation));

        Assert.Equal(new DateTime(2031, 1, 1, 0, 0, 1, DateTimeKind.Utc), row.UpdatedAt);
    }

    [Fact]
    public async Task A_head_token_that_is_no_identity_is_reported_as_corrupt()
    {
        var database = await OpenAsync();
        Sql("update opt_head set token = 'mine'");

        await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await ReadAsync(database));
    }

    [Fact]
    public async Task A_row_above_the_head_is_not_part_of_a_delta()
    {
        var database = await OpenAsync();
        var head = await SetAsync(database, "a", "1");
        Sql("insert into opt_value (key, value, revision) values ('b', '2', 99)");

        Assert.True((await database.ReadAsync(head, Cancellation)).IsEmpty);
    }
}
