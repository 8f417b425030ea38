using Microsoft.Data.Sqlite;
using OptionsSdk.Errors;
using OptionsSdk.Relational;
using OptionsSdk.Store;

namespace OptionsSdk.Sqlite.Tests;

public sealed class SchemaTests : SqliteFileTests
{
    private static SqliteOptionDatabaseSettings Verify { get; } = new() { SchemaMode = SchemaMode.Verify };

    [Fact]
    public async Task S66_differs_rows_keep_value_revision_time_author_channel_and_reason_under_a_key_of_128_characters()
    {
        var database = await OpenAsync();
        var key = new string('k', 128);
        await SetAsync(database, key, "1");

        var row = (await ReadAsync(database)).Find(key)!;

        Assert.Equal(("1", 1L), (row.Value, row.Revision));
        Assert.Equal(DateTimeKind.Utc, row.UpdatedAt.Kind);
    }

    [Fact]
    public async Task A_schema_that_may_not_be_read_is_refused_with_both_versions_and_the_remedy()
    {
        await OpenAsync();
        Sql("update opt_meta set schema_version = 9, min_reader = 7, min_writer = 8");

        var error = await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await OpenAsync());

        Assert.Equal(OptionErrorIds.StoreSchema, error.Id);
        Assert.Contains("version 9", error.Message, StringComparison.Ordinal);
        Assert.Contains("version 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("version 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("Update the OptionsSdk packages", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_schema_is_read_where_it_allows_old_readers_but_not_written()
    {
        var before = await OpenAsync();
        var head = await SetAsync(before, "a", "1");
        Sql("update opt_meta set schema_version = 2, min_reader = 1, min_writer = 2");

        var database = await OpenAsync();

        Assert.Equal("1", (await ReadAsync(database)).Find("a")!.Value);
        var error = await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await SetAsync(database, "a", "2"));
        Assert.Contains("written only by libraries that know version 2", error.Rule, StringComparison.Ordinal);
        Assert.Equal(head, (await ReadAsync(database)).Position);
    }

    [Fact]
    public async Task A_newer_schema_without_the_namespace_is_refused_where_it_may_not_be_written()
    {
        await OpenAsync();
        Sql("update opt_meta set schema_version = 2, min_reader = 1, min_writer = 2");

        await Assert.ThrowsAsync<OptionStoreSchemaException>(
            async () => await OpenAsync(settings: new() { Namespace = "another" }));
    }

    [Fact]
    public async Task A_newer_schema_that_allows_old_writers_is_written()
    {
        await OpenAsync();
        Sql("update opt_meta set schema_version = 2, min_reader = 1, min_writer = 1");

        var position = await SetAsync(await OpenAsync(), "a", "1");

        Assert.Equal(1, position.Revision);
    }

    [Fact]
    public async Task A_store_that_is_already_open_notices_a_newer_schema()
    {
        var database = await OpenAsync();
        Sql("update opt_meta set schema_version = 2, min_reader = 2, min_writer = 2");

        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await ReadAsync(database));
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await database.ReadRowAsync("a", Cancellation));
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await SetAsync(database, "a", "1"));
    }

    [Fact]
    public async Task A_missing_schema_is_an_error_that_says_how_to_create_it()
    {
        var database = Make();

        var read = await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await ReadAsync(database));
        var write = await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await SetAsync(database, "a", "1"));
        Assert.Contains("CreateOrUpgrade", read.Remedy, StringComparison.Ordinal);
        Assert.Equal(read.Message, write.Message);

        await database.InitializeAsync(Cancellation);
        Assert.Equal(1, (await SetAsync(database, "a", "1")).Revision);
    }

    [Fact]
    public async Task Verifying_creates_nothing()
    {
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await OpenAsync(settings: Verify));

        using var command = Connect().CreateCommand();
        command.CommandText = "select count(*) from sqlite_schema";
        Assert.Equal(0L, command.ExecuteScalar());
    }

    [Fact]
    public async Task Verifying_accepts_the_tables_that_another_store_created()
    {
        await OpenAsync();

        var database = await OpenAsync(settings: Verify);

        Assert.Equal(1, (await SetAsync(database, "a", "1")).Revision);
    }

    [Fact]
    public async Task Verifying_refuses_an_older_schema()
    {
        await OpenAsync();
        Sql("update opt_meta set schema_version = 0");

        var error = await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await OpenAsync(settings: Verify));

        Assert.Contains("version 0", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_that_were_dropped_are_reported_as_missing()
    {
        var database = await OpenAsync();
        Sql("drop table opt_value");

        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await ReadAsync(database));
    }

    [Fact]
    public async Task A_namespace_without_a_head_row_is_reported_and_not_taken_for_an_empty_one()
    {
        var database = await OpenAsync();
        Sql("delete from opt_head");

        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await ReadAsync(database));
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await database.ReadRowAsync("a", Cancellation));
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await database.ReadHistoryAsync("a", 1, Cancellation));
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await database.FindChangeAsync(Guid.NewGuid(), Cancellation));
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await database.ReadRowsWrittenSinceAsync(Noon, Cancellation));
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await SetAsync(database, "a", "1"));
    }

    [Fact]
    public async Task Creating_is_undone_as_a_whole_when_it_fails()
    {
        Sql("create table opt_change (mine integer)");

        await Assert.ThrowsAnyAsync<OptionStoreException>(async () => await OpenAsync());

        using var command = Connect().CreateCommand();
        command.CommandText = "select group_concat(name) from sqlite_schema";
        Assert.Equal("opt_change", command.ExecuteScalar());
    }

    [Fact]
    public async Task The_file_uses_a_write_ahead_log()
    {
        await OpenAsync();

        using var command = Connect().CreateCommand();
        command.CommandText = "pragma journal_mode";
        Assert.Equal("wal", command.ExecuteScalar());
    }

    [Fact]
    public async Task A_closed_store_lets_go_of_its_file()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");

        await database.DisposeAsync();

        // The last connection to a write-ahead log removes it.
        Assert.Equal(["options.db"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Stores_of_different_namespaces_share_a_file_and_nothing_else()
    {
        var red = await OpenAsync(settings: new() { Namespace = "red" });
        var blue = await OpenAsync(settings: new() { Namespace = "blue" });
        var commit = Commit(new StoreWrite("a", "1"));
        var first = await red.CommitAsync(commit, Cancellation);
        await SetAsync(red, "only-red", "2");
        var stranger = await blue.ReadAsync(StorePosition.Origin, Cancellation);

        Assert.Empty(stranger.Rows);
        Assert.Equal(0, stranger.To.Revision);
        Assert.Null(await blue.FindChangeAsync(commit.ChangeId, Cancellation));
        Assert.Empty(await blue.ReadHistoryAsync("a", 10, Cancellation));
        Assert.Null((await blue.ReadRowAsync("a", Cancellation)).Row);
        Assert.Empty(await blue.ReadRowsWrittenSinceAsync(DateTime.MinValue, Cancellation));

        // The same change and the same expectation in another namespace are another change.
        var other = await blue.CommitAsync(commit with { Writes = [new("a", "9", ExpectedRevision: 0)] }, Cancellation);
        Assert.Equal(StoreCommitOutcome.Committed, other.Outcome);
        Assert.Equal(1, other.Delta.To.Revision);
        Assert.Equal("1", (await ReadAsync(red)).Find("a")!.Value);
        var delta = await red.ReadAsync(first.Delta.To, Cancellation);
        Assert.Equal("only-red", Assert.Single(delta.Rows).Key);
        var none = await blue.CommitAsync(Commit(new StoreWrite("only-red", null)), Cancellation);
        Assert.Equal(StoreCommitOutcome.Unchanged, none.Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("UPPER")]
    [InlineData("a b")]
    public void A_namespace_follows_the_grammar_of_keys(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => new SqliteOptionDatabase(ConnectionString, new() { Namespace = name }));

    [Fact]
    public async Task A_commit_log_behind_the_head_is_reported_as_corrupt()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        Sql("update opt_head set revision = 0");

        var error = await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await SetAsync(database, "a", "2"));

        Assert.Equal(SqliteErrorCodes.Constraint, ((SqliteException)error.InnerException!).SqliteErrorCode);
        Assert.Equal("1", (await ReadAsync(database)).Find("a")!.Value);
    }

    [Fact(Timeout = Patience)]
    public async Task A_position_that_is_too_far_ahead_does_not_use_up_the_numbers()
    {
        var database = await OpenAsync();
        var head = await SetAsync(database, "a", "1");

        await Assert.ThrowsAsync<OptionStoreCorruptException>(
            async () => await database.ReadAsync(new(long.MaxValue, 1, Guid.NewGuid()), Cancellation));
        await Assert.ThrowsAsync<OptionStoreCorruptException>(
            async () => await database.ReadAsync(head with { Revision = long.MaxValue }, Cancellation));

        Assert.Equal(head, (await ReadAsync(database)).Position);
    }

    [Fact]
    public async Task A_reader_below_the_compacted_revision_reloads_without_a_new_epoch()
    {
        var database = await OpenAsync();
        var first = await SetAsync(database, "a", "1");
        await SetAsync(database, "b", "2");
        var head = await SetAsync(database, "c", "3");
        Sql("delete from opt_commit where revision = 1; update opt_head set compacted = 2");

        var below = await database.ReadAsync(first, Cancellation);
        var at = await database.ReadAsync(head, Cancellation);

        Assert.True(below.IsFull);
        Assert.Equal(head, below.To);
        Assert.True(at.IsEmpty);
    }
}
