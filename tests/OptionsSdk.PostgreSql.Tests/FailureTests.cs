using System.Globalization;
using Npgsql;
using OptionsSdk.Errors;
using OptionsSdk.Relational;
using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.PostgreSql.Tests;

/// <summary>Each way to fail has its type, says what is wrong, and tells what to do.</summary>
public sealed class FailureTests(SharedServer shared) : PostgreSqlTests(shared)
{
    private const string Canary = "hunter2-canary";

    [Fact]
    public async Task A_server_that_is_down_is_unavailable_and_named()
    {
        var port = Loopback.FreePort();
        var database = Make($"Host=127.0.0.1;Port={port};Username=owner;Password={Canary};Database=shop");

        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await database.InitializeAsync(Cancellation));

        Assert.Contains("ConnectionRefused", error.Problem, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), error.Remedy, StringComparison.Ordinal);
        AssertSaysNothing(error, database);
    }

    [Fact]
    public async Task A_server_that_cannot_be_found_is_unavailable()
    {
        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(
            async () => await Make($"Host=no-such-host.invalid;Username=owner;Password={Canary}").InitializeAsync(Cancellation));

        Assert.Contains("no-such-host.invalid", error.Message, StringComparison.Ordinal);
        AssertSaysNothing(error);
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_it()
    {
        var database = Make($"{Shared.ConnectionString(user: SharedServer.PasswordRole)};Password={Canary}");

        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await database.InitializeAsync(Cancellation));

        Assert.Contains("refuses the password of 'needs_password'", error.Problem, StringComparison.Ordinal);
        AssertSaysNothing(error, database);
    }

    [Fact]
    public async Task A_missing_password_is_told()
    {
        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(
            async () => await Make(Shared.ConnectionString(user: SharedServer.PasswordRole)).InitializeAsync(Cancellation));

        Assert.Contains("password", error.Problem, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_that_wants_encryption_leads_to_SSL_Mode()
    {
        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(
            async () => await Make($"{Shared.ConnectionString(user: SharedServer.EncryptedRole)};SSL Mode=Disable").InitializeAsync(Cancellation));

        Assert.Contains("SSL Mode=Require", error.Remedy, StringComparison.Ordinal);
        Assert.Contains("hostssl", error.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_encryption_is_told_where_it_is_required()
    {
        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(
            async () => await Make($"{Shared.ConnectionString()};SSL Mode=Require").InitializeAsync(Cancellation));

        Assert.Contains("SSL", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_database_is_named_with_the_command_that_creates_it()
    {
        var error = await Assert.ThrowsAsync<OptionStoreSchemaException>(
            async () => await Make(Shared.ConnectionString("nowhere")).InitializeAsync(Cancellation));

        Assert.Contains("no database 'nowhere'", error.Problem, StringComparison.Ordinal);
        Assert.Contains("create database \"nowhere\"", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_a_free_connection_says_so()
    {
        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(
            async () => await Make(Shared.ConnectionString(user: SharedServer.CrowdedRole)).InitializeAsync(Cancellation));

        Assert.Contains("no connection left", error.Problem, StringComparison.Ordinal);
        Assert.Contains("Maximum Pool Size", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_that_went_away_are_missing_and_come_back_without_a_restart()
    {
        var database = await OpenAsync();
        await SqlAsync("alter schema {s} rename to {s}_away");

        var error = await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await ReadAsync(database));
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await SetAsync(database, "a", "1"));

        Assert.Contains($"PostgreSqlSchema.Script(\"{Schema}\", \"default\")", error.Remedy, StringComparison.Ordinal);
        Assert.Contains("psql -v ON_ERROR_STOP=1 -f options.sql", error.Remedy, StringComparison.Ordinal);
        await SqlAsync("alter schema {s}_away rename to {s}");
        Assert.Equal(1, (await SetAsync(database, "a", "1")).Revision);
    }

    [Fact]
    public async Task Tables_that_a_running_store_had_are_never_created_anew()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        await SqlAsync("drop schema {s} cascade");

        var error = await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await database.InitializeAsync(Cancellation));

        Assert.Contains("has lost the tables", error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("53100", "is full")]
    [InlineData("53000", "does not work")]
    [InlineData("XX001", "damaged")]
    public async Task An_error_of_the_server_during_a_write_changes_nothing(string state, string words)
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        await SqlAsync(
            $"create function {{s}}.fail() returns trigger language plpgsql as $$ begin raise exception 'could not extend file' using errcode = '{state}'; end $$;" +
            "create trigger fail before insert on {s}.opt_change for each row execute function {s}.fail()");

        var error = await Assert.ThrowsAnyAsync<OptionStoreException>(async () => await SetAsync(database, "a", "2"));

        Assert.Contains(words, error.Problem, StringComparison.Ordinal);
        Assert.Equal(state == "53100", error is OptionStoreReadOnlyException);
        var image = await ReadAsync(database);
        Assert.Equal((1, "1"), (image.Position.Revision, image.Find("a")!.Value));
    }

    [Fact]
    public async Task A_role_that_is_set_to_read_only_is_told_so()
    {
        await OpenAsync();
        await SqlAsync("create role {s}_ro login superuser; alter role {s}_ro set default_transaction_read_only = on");
        var database = await OpenAsync(Shared.ConnectionString(user: $"{Schema}_ro"));

        var error = await Assert.ThrowsAsync<OptionStoreReadOnlyException>(async () => await SetAsync(database, "a", "1"));

        Assert.Contains("default_transaction_read_only", error.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standby_is_read_refuses_writes_and_is_no_evidence_about_the_history()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        var first = await OpenAsync($"{server.ConnectionString()};Timeout=30");
        var position = await SetAsync(first, "a", "1");
        await server.StopAsync();
        await File.WriteAllTextAsync(Path.Combine(server.DataFolder, "standby.signal"), string.Empty, Cancellation);
        await server.StartAgainAsync();
        var log = new ListLogger();
        var standby = await OpenAsync($"{server.ConnectionString()};Timeout=30", logger: log);
        var signals = new List<long>();

        Own(await standby.WatchAsync(signals.Add, Cancellation));
        var read = await standby.ReadAsync(position, Cancellation);
        var write = await Assert.ThrowsAsync<OptionStoreReadOnlyException>(async () => await SetAsync(standby, "a", "2"));
        var lag = await Assert.ThrowsAsync<OptionStoreUnavailableException>(
            async () => await standby.ReadAsync(new(position.Epoch, position.Revision + 1, Guid.NewGuid()), Cancellation));
        await UntilAsync(() => log.Count(5432) == 1);

        Assert.True(read.IsEmpty);
        Assert.Contains("is a standby", write.Problem, StringComparison.Ordinal);
        Assert.Contains("lags behind", lag.Problem, StringComparison.Ordinal);
        Assert.Equal(position, (await ReadAsync(standby)).Position);
    }

    [Fact]
    public async Task A_writer_that_holds_the_lock_too_long_is_waited_for_and_then_named()
    {
        var database = await OpenAsync(settings: new() { Schema = Schema, WriteTimeout = TimeSpan.FromMilliseconds(200) });
        var patient = await OpenAsync(settings: new() { Schema = Schema, WriteTimeout = TimeSpan.FromSeconds(60) });
        await using var holder = new NpgsqlConnection($"{Shared.ConnectionString()};Pooling=false");
        await holder.OpenAsync(Cancellation);
        await using var transaction = await holder.BeginTransactionAsync(Cancellation);
        await using (var command = new NpgsqlCommand($"select 1 from {Schema}.opt_head for update", holder, transaction))
        {
            await command.ExecuteScalarAsync(Cancellation);
        }

        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await SetAsync(database, "a", "1"));
        var waiting = SetAsync(patient, "a", "2");
        Assert.Equal(0, (await ReadAsync(database)).Position.Revision);
        await transaction.RollbackAsync(Cancellation);

        Assert.Contains("holds the lock", error.Problem, StringComparison.Ordinal);
        Assert.Contains("pg_stat_activity", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(1, (await waiting).Revision);
    }

    [Fact]
    public async Task A_server_that_stands_still_is_given_up()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await using var proxy = new TcpProxy(server.Port);
        var database = await OpenAsync(
            $"{server.ConnectionString(port: proxy.Port)};Timeout=1", new() { Schema = Schema, ReadTimeout = TimeSpan.FromSeconds(1) });

        proxy.Swallow();
        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await ReadAsync(database));
        proxy.Pass();

        Assert.Contains("did not answer in time", error.Problem, StringComparison.Ordinal);
        Assert.Equal(0, (await ReadAsync(database)).Position.Revision);
    }

    [Fact]
    public async Task A_value_that_the_database_refuses_is_not_quoted()
    {
        var database = await OpenAsync($"{Shared.ConnectionString()};Include Error Detail=true");

        var tooLarge = await Assert.ThrowsAnyAsync<OptionStoreException>(
            async () => await SetAsync(database, "a", $"\"{Canary}{new string('x', 90_000)}\""));
        var zero = await Assert.ThrowsAnyAsync<OptionStoreException>(async () => await SetAsync(database, "a", $"\"{Canary}\0\""));

        AssertSaysNothing(tooLarge);
        AssertSaysNothing(zero);
        Assert.Equal(0, (await ReadAsync(database)).Position.Revision);
    }

    [Fact]
    public async Task Names_and_reasons_that_PostgreSQL_cannot_hold_are_kept_as_far_as_it_can()
    {
        var database = await OpenAsync();
        var commit = Commit(new StoreWrite("a", "1")) with { Actor = "an\0n\ud800", Reason = "\udc00 \ud83d\ude00" };

        var result = await database.CommitAsync(commit, Cancellation);

        var row = (await ReadAsync(database)).Find("a")!;
        Assert.Equal(("an\ufffdn\ufffd", "\ufffd \ud83d\ude00"), (row.UpdatedBy, row.Reason));
        Assert.Equal(row, Assert.Single(result.Delta.Rows));
    }

    [Fact]
    public async Task A_commit_answers_with_the_time_that_readers_read()
    {
        var database = await OpenAsync();
        var commit = Commit(new StoreWrite("a", "1")) with { At = Noon.AddTicks(1_234_567) };

        var result = await database.CommitAsync(commit, Cancellation);

        Assert.Equal((await ReadAsync(database)).Find("a"), Assert.Single(result.Delta.Rows));
    }

    [Theory]
    [InlineData("Host=db;Password=a;" + Canary + "=b")]
    [InlineData("Host=db;Port=5432 Password=" + Canary)]
    [InlineData("postgres://owner:" + Canary + "@db/shop")]
    [InlineData("Username=owner;Password=" + Canary)]
    public void A_malformed_connection_string_is_refused_without_quoting_it(string text)
    {
        var error = Assert.Throws<ArgumentException>(() => { _ = new PostgreSqlOptionDatabase(text); });
        var listening = Assert.Throws<ArgumentException>(
            () => { _ = new PostgreSqlOptionDatabase("Host=db", new() { ListenConnectionString = text }); });

        Assert.DoesNotContain(Canary, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, listening.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_tells_where_the_database_is_and_no_password()
    {
        await using var own = new PostgreSqlOptionDatabase($"Host=db;Port=5433;Username=me;Password={Canary};Database=shop");
        await using var several = new PostgreSqlOptionDatabase($"Host=one,two;Username=me;Password={Canary};Database=shop");
        await using var source = NpgsqlDataSource.Create($"Host=db;Username=me;Password={Canary};Persist Security Info=true");
        await using var given = new PostgreSqlOptionDatabase(source);

        Assert.Equal(["PostgreSQL db:5433/shop", "PostgreSQL one,two/shop", "PostgreSQL db:5432/me"], [own.Name, several.Name, given.Name]);
    }

    [Fact]
    public async Task Nothing_in_the_log_tells_the_password()
    {
        var log = new ListLogger();
        var database = Make($"Host=127.0.0.1;Port={Loopback.FreePort()};Username=owner;Password={Canary}", logger: log);

        Own(await database.WatchAsync(static _ => { }, Cancellation));
        await UntilAsync(() => log.Count(5430) == 1);

        Assert.All(log.Entries, entry => Assert.DoesNotContain(Canary, $"{entry.Message}{entry.Exception}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_callers_ambient_transaction_is_never_joined()
    {
        await using var source = NpgsqlDataSource.Create(Shared.ConnectionString());
        var database = Own(new PostgreSqlOptionDatabase(source, new() { Schema = Schema }));
        await database.InitializeAsync(Cancellation);

        using (new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled))
        {
            await SetAsync(database, "a", "1");
        }

        Assert.Equal(1, (await ReadAsync(database)).Position.Revision);
    }

    [Theory]
    [InlineData("repeatable read")]
    [InlineData("serializable")]
    public async Task Writers_take_turns_whatever_isolation_the_database_prefers(string isolation)
    {
        var name = await Shared.CreateDatabaseAsync();
        await SqlAsync($"alter database {name} set default_transaction_isolation = '{isolation}'");
        var writers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync(Shared.ConnectionString(name))));

        await Task.WhenAll(writers.Select(writer => Task.Run(
            async () =>
            {
                for (var count = 0; count < 10; count++)
                {
                    await SetAsync(writer, "a", $"{count}");
                }
            },
            Cancellation)));

        Assert.Equal(40, (await ReadAsync(writers[0])).Position.Revision);
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Refuse(new() { Namespace = "No" });
        Refuse(new() { Schema = "Public" });
        Refuse(new() { Schema = "a\"; drop table x; --" });
        Refuse(new() { Schema = "" });
        Refuse(new() { Schema = "1a" });
        Refuse(new() { Schema = "pg_options" });
        Refuse(new() { Schema = new('a', 42) });
        Refuse(new() { SchemaMode = (SchemaMode)9 });
        Refuse(new() { ReadTimeout = TimeSpan.Zero });
        Refuse(new() { WriteTimeout = TimeSpan.FromDays(1) });
        Refuse(new() { ListenKeepAlive = TimeSpan.FromMilliseconds(999) });
        Refuse(new() { ListenConnectionString = " " });

        static void Refuse(PostgreSqlOptionDatabaseSettings settings) =>
            Assert.ThrowsAny<ArgumentException>(() => { _ = new PostgreSqlOptionDatabase("Host=db", settings); });
    }

    private static void AssertSaysNothing(Exception error, PostgreSqlOptionDatabase? database = null)
    {
        Assert.DoesNotContain(Canary, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, database?.Name ?? string.Empty, StringComparison.Ordinal);
    }
}
