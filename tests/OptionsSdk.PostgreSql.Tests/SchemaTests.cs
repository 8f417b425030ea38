using OptionsSdk.Errors;
using OptionsSdk.Relational;
using OptionsSdk.Store;

namespace OptionsSdk.PostgreSql.Tests;

public sealed class SchemaTests(SharedServer shared) : PostgreSqlTests(shared)
{
    [Fact]
    public async Task Six_stores_that_start_at_once_make_one_schema_every_time()
    {
        for (var round = 0; round < 10; round++)
        {
            var schema = SharedServer.NewSchema();
            var databases = Enumerable.Range(0, 6)
                .Select(_ => Make(settings: new() { Schema = schema, WriteTimeout = TimeSpan.FromMinutes(1) }))
                .ToList();

            await Task.WhenAll(databases.Select(database => Task.Run(async () => await database.InitializeAsync(Cancellation), Cancellation)));

            Assert.Equal(1, (await SetAsync(databases[round % 6], "a", "1")).Revision);
        }
    }

    [Fact]
    public async Task The_script_makes_exactly_what_the_library_makes()
    {
        var scripted = SharedServer.NewSchema();
        await OpenAsync();
        await SqlAsync(PostgreSqlSchema.Script(scripted));

        Assert.Equal(await DescribeAsync(Schema), await DescribeAsync(scripted));

        async Task<string> DescribeAsync(string schema) => (string)(await SqlAsync(
            $"""
            select string_agg(line, chr(10) order by line) from (
              select concat_ws(' ', 'column', table_name, column_name, data_type, collation_name, is_nullable, column_default) as line
                from information_schema.columns where table_schema = '{schema}'
              union all select replace(indexdef, '{schema}', '') from pg_indexes where schemaname = '{schema}'
              union all select concat_ws(' ', 'check', conrelid::regclass::text, pg_get_constraintdef(oid)) from pg_constraint
                where connamespace = '{schema}'::regnamespace
              union all select replace(pg_get_functiondef(oid), '{schema}', '') || coalesce(proacl::text, '') from pg_proc where pronamespace = '{schema}'::regnamespace
              union all select replace(pg_get_triggerdef(t.oid), '{schema}', '') from pg_trigger t join pg_class c on c.oid = t.tgrelid
                where c.relnamespace = '{schema}'::regnamespace) lines
            """))!.ToString()!.Replace(schema, "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_may_be_run_again_and_changes_nothing()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");

        await SqlAsync(PostgreSqlSchema.Script(Schema));
        await SqlAsync(PostgreSqlSchema.Script(Schema, "other"));

        Assert.Equal(1, (await ReadAsync(database)).Position.Revision);
        var other = await OpenAsync(settings: new() { Schema = Schema, Namespace = "other", SchemaMode = SchemaMode.None });
        Assert.Equal(0, (await ReadAsync(other)).Position.Revision);
    }

    [Fact]
    public async Task Verifying_creates_no_tables_and_names_the_script()
    {
        var database = Make(settings: new() { Schema = Schema, SchemaMode = SchemaMode.Verify });

        var error = await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await database.InitializeAsync(Cancellation));

        Assert.Contains($"PostgreSqlSchema.Script(\"{Schema}\", \"default\")", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(0L, await SqlAsync("select count(*) from pg_namespace where nspname = '{s}'"));
        await SqlAsync(PostgreSqlSchema.Script(Schema));
        await database.InitializeAsync(Cancellation);
        Assert.Equal(1, (await SetAsync(database, "a", "1")).Revision);
    }

    [Fact]
    public async Task Without_a_look_at_the_start_the_first_read_finds_out()
    {
        var database = Make(settings: new() { Schema = Schema, SchemaMode = SchemaMode.None });
        await database.InitializeAsync(Cancellation);

        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await ReadAsync(database));
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await SetAsync(database, "a", "1"));
        Assert.Equal(0L, await SqlAsync("select count(*) from pg_namespace where nspname = '{s}'"));

        await SqlAsync(PostgreSqlSchema.Script(Schema));
        Assert.Equal(1, (await SetAsync(database, "a", "1")).Revision);
    }

    [Theory]
    [InlineData(2, 1, 1, true, true)]
    [InlineData(2, 1, 2, true, false)]
    [InlineData(2, 2, 2, false, false)]
    public async Task A_newer_schema_is_read_and_written_as_far_as_it_allows(int version, int reader, int writer, bool mayRead, bool mayWrite)
    {
        await OpenAsync();
        await SqlAsync($"update {{s}}.opt_meta set schema_version = {version}, min_reader = {reader}, min_writer = {writer}");
        var database = Make();

        Assert.Equal(mayRead, await SucceedsAsync(async () => await database.InitializeAsync(Cancellation)));
        Assert.Equal(mayRead, await SucceedsAsync(async () => await ReadAsync(database)));
        Assert.Equal(mayWrite, await SucceedsAsync(async () => await SetAsync(database, "a", "1")));

        static async Task<bool> SucceedsAsync(Func<Task> work) => await Record.ExceptionAsync(work) switch
        {
            null => true,
            OptionStoreSchemaException => false,
            var other => throw other,
        };
    }

    [Fact]
    public async Task A_schema_that_exists_already_is_used()
    {
        await SqlAsync("create schema {s}; create role {s}_app login; grant create, usage on schema {s} to {s}_app");

        var database = await OpenAsync(Shared.ConnectionString(user: $"{Schema}_app"));

        Assert.Equal(1, (await SetAsync(database, "a", "1")).Revision);
    }

    [Fact]
    public void Scripts_refuse_names_that_would_be_SQL()
    {
        Assert.Throws<ArgumentException>(() => PostgreSqlSchema.Script("a b"));
        Assert.Throws<ArgumentException>(() => PostgreSqlSchema.Script("options", "a'b"));
        Assert.Throws<ArgumentException>(() => PostgreSqlSchema.ReaderScript("role", "a\"b"));
        Assert.Contains("to \"a\"\"b\";", PostgreSqlSchema.WriterScript("a\"b"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_edited_by_SQL_is_a_commit_that_everybody_follows()
    {
        var database = await OpenAsync();
        await SetAsync(database, "changed", "1");
        await SetAsync(database, "removed", "2");
        var signals = await WatchAsync(await OpenAsync());
        var image = await ReadAsync(database);

        await SqlAsync(
            """
            insert into {s}.opt_value (key, value) values ('inserted', '3');
            update {s}.opt_value set value = '4' where key = 'changed';
            delete from {s}.opt_value where key = 'removed';
            """);

        await UntilAsync(() => signals.Contains(5));
        var delta = await database.ReadAsync(image.Position, Cancellation);
        Assert.False(delta.IsFull);
        Assert.Equal(
            ["changed=4@4 Written by SQL.", "inserted=3@3 Written by SQL.", "removed=@5 Written by SQL."],
            delta.Rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key}={row.Value}@{row.Revision} {row.Reason}"));
        Assert.Equal("owner", delta.Rows[0].UpdatedBy);
        Assert.Equal((await ReadAsync(database)).Position, delta.To);
        var change = (await database.ReadHistoryAsync("removed", 1, Cancellation))[0];
        Assert.Equal((5, true, true, null), (change.Revision, change.IsDeletion, change.IsSecret, change.OldValue));
        Assert.Equal(6, (await SetAsync(database, "removed", "5")).Revision);
    }

    [Fact]
    public async Task The_function_for_people_is_one_commit_with_its_author()
    {
        var database = await OpenAsync();
        var signals = await WatchAsync(await OpenAsync());

        Assert.Equal(1L, await SqlAsync("""select {s}.opt_set('default', 'mail.port', '2525', 'ann', 'relay moved')"""));
        Assert.Equal(2L, await SqlAsync("""select {s}.opt_set('default', 'mail.host', '"relay"')"""));
        Assert.Equal(3L, await SqlAsync("select {s}.opt_set('default', 'mail.port', null, 'bob')"));
        Assert.Equal(DBNull.Value, await SqlAsync("select {s}.opt_set('default', 'mail.port', null)"));

        await UntilAsync(() => signals.Contains(3));
        var image = await ReadAsync(database);
        Assert.Equal(3, image.Position.Revision);
        Assert.Equal("mail.host=\"relay\" by owner", Assert.Single(image.Rows.Values.Select(row => $"{row.Key}={row.Value} by {row.UpdatedBy}")));
        Assert.Equal(["bob ", "ann relay moved"], (await database.ReadHistoryAsync("mail.port", 9, Cancellation)).Select(change => $"{change.Actor} {change.Reason}"));
    }

    [Theory]
    [InlineData("select {s}.opt_set('default', 'mail.port', '{not json')")]
    [InlineData("select {s}.opt_set('default', 'Mail Port', '1')")]
    [InlineData("select {s}.opt_set('nowhere', 'mail.port', '1')")]
    [InlineData("insert into {s}.opt_value (ns, key, value) values ('nowhere', 'a', '1')")]
    [InlineData("update {s}.opt_value set key = 'renamed'")]
    [InlineData("insert into {s}.opt_value (key, value) values ('large', repeat('x', 90000))")]
    public async Task What_SQL_cannot_do_well_changes_nothing(string sql)
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");

        await Assert.ThrowsAsync<Npgsql.PostgresException>(async () => await SqlAsync(sql));

        Assert.Equal(1, (await ReadAsync(database)).Position.Revision);
    }
}
