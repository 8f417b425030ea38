using Npgsql;
using OptionsSdk.Errors;
using OptionsSdk.Relational;
using OptionsSdk.Store;

namespace OptionsSdk.PostgreSql.Tests;

/// <summary>Roles with no more rights than the documented scripts give them.</summary>
public sealed class RoleTests(SharedServer shared) : PostgreSqlTests(shared)
{
    private string Reader => $"{Schema}_reader";

    private string Writer => $"{Schema}_writer";

    public override async ValueTask InitializeAsync()
    {
        await SqlAsync(PostgreSqlSchema.Script(Schema));
        await SqlAsync($"create role {Reader} login; create role {Writer} login");
        await SqlAsync(PostgreSqlSchema.ReaderScript(Reader, Schema) + PostgreSqlSchema.WriterScript(Writer, Schema));
    }

    [Theory]
    [InlineData(SchemaMode.CreateOrUpgrade)]
    [InlineData(SchemaMode.Verify)]
    [InlineData(SchemaMode.None)]
    public async Task A_writer_and_a_reader_do_all_their_work_with_the_rights_of_the_scripts(SchemaMode mode)
    {
        var settings = new PostgreSqlOptionDatabaseSettings { Schema = Schema, SchemaMode = mode };
        var writer = await OpenAsync(Shared.ConnectionString(user: Writer), settings);
        var reader = await OpenAsync(Shared.ConnectionString(user: Reader), settings);
        var signals = await WatchAsync(reader);
        var empty = (await ReadAsync(reader)).Position;

        var commit = Commit(new StoreWrite("a", "1"));
        await writer.CommitAsync(commit, Cancellation);
        await writer.CommitAsync(Commit(new StoreWrite("a", null)), Cancellation);
        await SetAsync(writer, "a", "3");

        await UntilAsync(() => signals.Contains(3));
        Assert.Equal("3", Assert.Single((await reader.ReadAsync(empty, Cancellation)).Rows).Value);
        Assert.Equal("3", (await reader.ReadRowAsync("a", Cancellation)).Row!.Value);
        Assert.Equal(3, (await reader.ReadHistoryAsync("a", 9, Cancellation)).Count);
        Assert.Single(await reader.ReadRowsWrittenSinceAsync(Noon, Cancellation));
        Assert.Equal(1, await reader.FindChangeAsync(commit.ChangeId, Cancellation));
    }

    [Fact]
    public async Task A_writer_may_make_a_namespace_and_raise_the_epoch()
    {
        var writer = await OpenAsync(Shared.ConnectionString(user: Writer), new() { Schema = Schema, Namespace = "new" });
        var position = await SetAsync(writer, "a", "1");

        var delta = await writer.ReadAsync(position with { Token = Guid.NewGuid() }, Cancellation);

        Assert.True(delta.IsFull);
        Assert.Equal(position.Epoch + 1, delta.To.Epoch);
    }

    [Fact]
    public async Task A_writer_cannot_compact_and_is_told_which_role_can()
    {
        var retention = new StoreRetention { Deletions = StoreRetention.Shortest, Log = StoreRetention.Shortest };
        var writer = await OpenAsync(Shared.ConnectionString(user: Writer), timeProvider: new LaterClock());
        await SetAsync(writer, "a", "1");
        await writer.CommitAsync(Commit(new StoreWrite("a", null)), Cancellation);

        var error = await Assert.ThrowsAsync<OptionStoreReadOnlyException>(async () => await writer.CompactAsync(retention, Cancellation));
        Assert.Contains($"MaintainerScript(\"{Writer}\", \"{Schema}\")", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(2, (await writer.ReadHistoryAsync("a", 9, Cancellation)).Count);

        await SqlAsync(PostgreSqlSchema.MaintainerScript(Writer, Schema));
        Assert.Equal(new StoreCompaction(2, 1, 1, IsComplete: true), await writer.CompactAsync(retention, Cancellation));
    }

    [Fact]
    public async Task A_writer_that_types_SQL_is_followed_too()
    {
        var reader = await OpenAsync(Shared.ConnectionString(user: Reader));

        await SharedServer.ExecuteAsync(Shared.ConnectionString(user: Writer), $"select {Schema}.opt_set('default', 'a', '1')");
        await SharedServer.ExecuteAsync(Shared.ConnectionString(user: Writer), $"update {Schema}.opt_value set value = '2'");

        Assert.Equal("2", (await ReadAsync(reader)).Find("a")!.Value);
    }

    [Theory]
    [InlineData("delete from {s}.opt_commit")]
    [InlineData("update {s}.opt_commit set actor = 'nobody'")]
    [InlineData("update {s}.opt_change set new_value = '2'")]
    [InlineData("delete from {s}.opt_change")]
    [InlineData("delete from {s}.opt_head")]
    [InlineData("drop table {s}.opt_value")]
    [InlineData("update {s}.opt_meta set schema_version = 9")]
    public async Task A_writer_cannot_change_what_was_logged_nor_the_tables(string sql)
    {
        await SetAsync(await OpenAsync(Shared.ConnectionString(user: Writer)), "a", "1");

        var error = await Assert.ThrowsAsync<PostgresException>(async () => await SharedServer.ExecuteAsync(
            Shared.ConnectionString(user: Writer), sql.Replace("{s}", Schema, StringComparison.Ordinal)));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, error.SqlState);
    }

    [Theory]
    [InlineData("select {s}.opt_set('default', 'a', '1')")]
    [InlineData("insert into {s}.opt_value (key, value) values ('a', '1')")]
    [InlineData("select {s}.opt_take_revision('default', 'a', true, null, null)")]
    public async Task A_reader_cannot_write_by_SQL(string sql)
    {
        var error = await Assert.ThrowsAsync<PostgresException>(async () => await SharedServer.ExecuteAsync(
            Shared.ConnectionString(user: Reader), sql.Replace("{s}", Schema, StringComparison.Ordinal)));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, error.SqlState);
    }

    [Fact]
    public async Task A_reader_that_writes_is_told_what_to_grant()
    {
        var reader = await OpenAsync(Shared.ConnectionString(user: Reader));

        var error = await Assert.ThrowsAsync<OptionStoreReadOnlyException>(async () => await SetAsync(reader, "a", "1"));

        Assert.Contains($"WriterScript(\"{Reader}\", \"{Schema}\")", error.Remedy, StringComparison.Ordinal);
        Assert.Contains("grant insert and update on opt_head", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_without_rights_is_told_what_to_grant_and_not_that_tables_are_missing()
    {
        await SqlAsync("create role {s}_none login");

        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(
            async () => await Make(Shared.ConnectionString(user: $"{Schema}_none")).InitializeAsync(Cancellation));

        Assert.Contains($"ReaderScript(\"{Schema}_none\", \"{Schema}\")", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_may_not_create_is_told_the_script_and_the_right()
    {
        var error = await Assert.ThrowsAsync<OptionStoreReadOnlyException>(
            async () => await Make(Shared.ConnectionString(user: Writer), new() { Schema = $"{Schema[..20]}x" }).InitializeAsync(Cancellation));

        Assert.Contains("PostgreSqlSchema.Script", error.Remedy, StringComparison.Ordinal);
        Assert.Contains("grant create on database \"postgres\"", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_saw_another_history_keeps_its_state_until_a_writer_comes()
    {
        var writer = await OpenAsync(Shared.ConnectionString(user: Writer));
        var reader = await OpenAsync(Shared.ConnectionString(user: Reader));
        var position = await SetAsync(writer, "a", "1");
        var seen = position with { Revision = 9, Token = Guid.NewGuid() };

        var error = await Assert.ThrowsAsync<OptionStoreReadOnlyException>(async () => await reader.ReadAsync(seen, Cancellation));
        Assert.Contains("history of the database was rewritten", error.Problem, StringComparison.Ordinal);
        Assert.Equal(position, (await ReadAsync(writer)).Position);
        await writer.ReadAsync(seen, Cancellation);

        Assert.True((await reader.ReadAsync(seen, Cancellation)).To > seen);
    }

    /// <summary>A year after the commits of these tests.</summary>
    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(Noon.AddYears(1));
    }
}
