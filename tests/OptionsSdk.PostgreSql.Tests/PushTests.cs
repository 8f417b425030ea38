using Npgsql;
using OptionsSdk.Servers;

namespace OptionsSdk.PostgreSql.Tests;

public sealed class PushTests(SharedServer shared) : PostgreSqlTests(shared)
{
    private const int Lost = 5430;
    private const int Again = 5431;
    private const int Useless = 5432;

    [Fact]
    public async Task A_commit_of_one_instance_is_pushed_to_another_with_its_revision()
    {
        var writer = await OpenAsync();
        var signals = await WatchAsync(await OpenAsync());

        var position = await SetAsync(writer, "mail.port", "2525");

        await UntilAsync(() => signals.Contains(position.Revision));
        Assert.Equal([0, 1], signals);
    }

    [Fact]
    public async Task A_push_is_proved_while_somebody_listens_and_notifications_come_back()
    {
        var database = await OpenAsync();
        Assert.False(await database.ProveAsync(Cancellation));

        var signals = new System.Collections.Concurrent.ConcurrentQueue<long>();
        var watch = await database.WatchAsync(signals.Enqueue, Cancellation);
        await UntilAsync(() => signals.Contains(0));
        Assert.True(await database.ProveAsync(Cancellation));
        await watch.DisposeAsync();

        Assert.False(await database.ProveAsync(Cancellation));
    }

    [Fact]
    public async Task A_namespace_hears_nothing_of_another()
    {
        var other = await OpenAsync(settings: new() { Schema = Schema, Namespace = "other" });
        var writer = await OpenAsync();
        var signals = await WatchAsync(await OpenAsync());

        await SetAsync(other, "a", "1");
        await SetAsync(other, "a", "2");
        await SetAsync(writer, "a", "3");

        await UntilAsync(() => signals.Contains(1));
        Assert.DoesNotContain(2, signals);
    }

    [Fact]
    public async Task The_channel_of_a_long_namespace_is_the_same_in_the_library_and_in_SQL()
    {
        var settings = new PostgreSqlOptionDatabaseSettings { Schema = Schema, Namespace = new('n', 128) };
        var writer = await OpenAsync(settings: settings);
        var signals = await WatchAsync(await OpenAsync(settings: settings));

        await SetAsync(writer, "a", "1");
        await UntilAsync(() => signals.Contains(1));
        await SqlAsync($"insert into {{s}}.opt_value (ns, key, value) values ('{settings.Namespace}', 'b', '2')");

        await UntilAsync(() => signals.Contains(2));
    }

    [Fact]
    public async Task A_data_source_of_the_users_listens_as_well_and_is_left_open()
    {
        await using var source = NpgsqlDataSource.Create(Shared.ConnectionString());
        var database = Own(new PostgreSqlOptionDatabase(source, new() { Schema = Schema }));
        await database.InitializeAsync(Cancellation);
        var writer = await OpenAsync();
        var signals = await WatchAsync(database);

        await SetAsync(writer, "a", "1");
        await UntilAsync(() => signals.Contains(1));
        await database.DisposeAsync();

        await using var command = source.CreateCommand("select count(*) from pg_listening_channels()");
        Assert.Equal(0L, await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task A_listener_whose_session_was_ended_listens_again_and_tells_that_it_may_have_missed_something()
    {
        var log = new ListLogger();
        var writer = await OpenAsync();
        var database = await OpenAsync(logger: log);
        var signals = await WatchAsync(database);

        await SqlAsync($"select pg_terminate_backend({database.Listener.ProcessId})");
        await UntilAsync(() => log.Count(Again) == 1);
        var position = await SetAsync(writer, "a", "1");

        await UntilAsync(() => signals.Contains(position.Revision));
        Assert.Equal(2, signals.Count(signal => signal == 0));
        Assert.Equal(1, log.Count(Lost));
    }

    [Fact]
    public async Task A_listener_in_a_black_hole_notices_it_and_comes_back()
    {
        await using var proxy = new TcpProxy(Shared.Server.Port);
        var log = new ListLogger();
        var writer = await OpenAsync();
        var settings = new PostgreSqlOptionDatabaseSettings
        {
            Schema = Schema,
            ListenConnectionString = $"{Shared.Server.ConnectionString(port: proxy.Port)};Timeout=1",
            ListenKeepAlive = TimeSpan.FromSeconds(1),
        };
        var signals = await WatchAsync(await OpenAsync(settings: settings, logger: log));

        proxy.Swallow();
        await SetAsync(writer, "a", "1");
        await UntilAsync(() => log.Count(Lost) == 1);
        Assert.Equal([0], signals);
        proxy.Pass();
        proxy.Cut();

        await UntilAsync(() => log.Count(Again) == 1);
        await UntilAsync(() => signals.Count(signal => signal == 0) == 2);
        Assert.Equal(1, log.Count(Lost));
    }

    [Fact]
    public async Task A_pooler_that_passes_no_notifications_is_noticed_once_and_found_cured_later()
    {
        var isPooler = true;
        await using var proxy = new TcpProxy(Shared.Server.Port)
        {
            // A message of the kind A is a notification.
            Inspect = piece => !piece.IsFromClient && Volatile.Read(ref isPooler) && piece.Bytes.Span[0] == (byte)'A' ? TcpVerdict.Drop : TcpVerdict.Pass,
        };
        var log = new ListLogger();
        var database = await OpenAsync($"{Shared.ConnectionString(port: proxy.Port)};SSL Mode=Disable", logger: log);
        database.Listener.ProofTimeout = TimeSpan.FromMilliseconds(200);
        database.Listener.UselessPause = TimeSpan.FromMilliseconds(50);
        var signals = new System.Collections.Concurrent.ConcurrentQueue<long>();
        Own(await database.WatchAsync(signals.Enqueue, Cancellation));
        await UntilAsync(() => log.Count(Useless) == 1);
        var before = await ConnectionsMadeAsync();
        while (await ConnectionsMadeAsync() < before + 3)
        {
            await Task.Delay(20, Cancellation);
        }

        Assert.Empty(signals);
        Assert.False(await database.ProveAsync(Cancellation));
        Assert.Equal(1, log.Count(Useless));
        Volatile.Write(ref isPooler, false);

        await UntilAsync(() => signals.Contains(0));
        Assert.Equal(1, log.Count(Again));

        async Task<long> ConnectionsMadeAsync() => (long)(await SqlAsync("select sessions from pg_stat_database where datname = 'postgres'"))!;
    }

    [Fact]
    public async Task Forged_notifications_are_at_most_hints()
    {
        var writer = await OpenAsync();
        var database = await OpenAsync();
        var signals = await WatchAsync(database);

        foreach (var payload in new[] { "", "x", "-1", "9223372036854775807", new string('9', 7000), "'; drop table opt_value; --" })
        {
            await SqlAsync($"select pg_notify('{Channel}', '{payload.Replace("'", "''", StringComparison.Ordinal)}')");
        }

        await SetAsync(writer, "a", "1");
        await UntilAsync(() => signals.Contains(1));
        Assert.Equal([0, 1], signals);
        Assert.Equal("1", (await ReadAsync(database)).Find("a")!.Value);
    }

    [Fact]
    public async Task Without_listening_no_connection_is_made_and_nothing_is_signalled()
    {
        var application = $"quiet {Schema}";
        var database = await OpenAsync($"{Shared.ConnectionString()};Application Name={application}", new() { Schema = Schema, Listen = false });
        var signals = new System.Collections.Concurrent.ConcurrentQueue<long>();

        Own(await database.WatchAsync(signals.Enqueue, Cancellation));
        await SetAsync(await OpenAsync(), "a", "1");

        Assert.Equal(0L, await SqlAsync($"select count(*) from pg_stat_activity where application_name = '{application} (listening)'"));
        Assert.Empty(signals);
    }

    [Fact]
    public async Task The_listening_connection_goes_with_the_last_who_watches()
    {
        var application = $"watched {Schema}";
        var database = await OpenAsync($"{Shared.ConnectionString()};Application Name={application}");
        var first = await database.WatchAsync(static _ => { }, Cancellation);
        await WatchAsync(database);

        await first.DisposeAsync();
        Assert.Equal(1L, await ListenersAsync());
        await database.DisposeAsync();

        while (await ListenersAsync() > 0)
        {
            await Task.Delay(20, Cancellation);
        }

        async Task<long> ListenersAsync() =>
            (long)(await SqlAsync($"select count(*) from pg_stat_activity where application_name = '{application} (listening)'"))!;
    }

    [Fact]
    public async Task A_write_that_is_not_committed_is_not_pushed()
    {
        var writer = await OpenAsync();
        await SetAsync(writer, "a", "1");
        var signals = await WatchAsync(await OpenAsync());

        await writer.CommitAsync(Commit(new Store.StoreWrite("a", "2", ExpectedRevision: 9)), Cancellation);
        await SetAsync(writer, "a", "3");

        await UntilAsync(() => signals.Contains(2));
        Assert.Equal([0, 2], signals);
    }
}
