using System.Text;
using OptionsSdk.Servers;

namespace OptionsSdk.PostgreSql.Tests;

public sealed class PreparedStatementTests(SharedServer shared) : PostgreSqlTests(shared)
{
    private const int Again = 5431;
    private const int Useless = 5432;
    private const int Stopped = 5434;

    [Fact]
    public async Task Statements_are_prepared_once_notifications_get_through()
    {
        var parsed = 0;
        await using var proxy = Count(() => Interlocked.Increment(ref parsed));
        var database = await OpenAsync($"{Shared.ConnectionString(port: proxy.Port)};SSL Mode=Disable;Maximum Pool Size=1");
        await SetAsync(database, "a", "1");
        await SetAsync(database, "a", "2");
        await SetAsync(database, "a", "3");
        var unprepared = Volatile.Read(ref parsed);
        Assert.True(unprepared >= 3);

        await WatchAsync(database);
        for (var value = 4; value < 8; value++)
        {
            await SetAsync(database, "a", $"{value}");
        }

        var known = Volatile.Read(ref parsed);
        await SetAsync(database, "a", "8");
        await SetAsync(database, "a", "9");

        Assert.Equal(known, Volatile.Read(ref parsed));
        Assert.Equal("9", (await ReadAsync(database)).Find("a")!.Value);
    }

    [Fact]
    public async Task Statements_are_prepared_no_more_where_notifications_stop_to_get_through()
    {
        var parsed = 0;
        var isPooler = false;
        await using var proxy = Count(() => Interlocked.Increment(ref parsed), () => Volatile.Read(ref isPooler));
        var log = new ListLogger();
        var database = await OpenAsync($"{Shared.ConnectionString(port: proxy.Port)};SSL Mode=Disable;Maximum Pool Size=1", logger: log);
        database.Listener.ProofTimeout = TimeSpan.FromMilliseconds(200);
        await WatchAsync(database);

        Volatile.Write(ref isPooler, true);
        await SqlAsync($"select pg_terminate_backend({database.Listener.ProcessId})");
        await UntilAsync(() => log.Count(Useless) == 1);
        await SetAsync(database, "a", "1");
        await SetAsync(database, "a", "2");
        await SetAsync(database, "a", "3");
        var before = Volatile.Read(ref parsed);
        await SetAsync(database, "a", "4");

        Assert.True(Volatile.Read(ref parsed) > before);
        Assert.Equal(0, log.Count(Again));
    }

    [Fact]
    public async Task A_lost_prepared_statement_costs_neither_the_write_nor_the_next()
    {
        var log = new ListLogger();
        var database = await OpenAsync(logger: log);
        await WatchAsync(database);
        await SqlAsync(
            """
            create function {s}.lose() returns trigger language plpgsql as $$ begin execute 'deallocate all'; return new; end $$;
            create trigger lose after insert on {s}.opt_commit for each row execute function {s}.lose()
            """);

        for (var value = 1; value <= 8; value++)
        {
            await SetAsync(database, "a", $"{value}");
        }

        Assert.Equal(1, log.Count(Stopped));
        var image = await ReadAsync(database);
        Assert.Equal("8", image.Find("a")!.Value);
        Assert.Equal(8, image.Position.Revision);
    }

    /// <summary>A proxy that counts statements whose text goes to the server.</summary>
    private TcpProxy Count(Action onText, Func<bool>? isPooler = null) => new(Shared.Server.Port)
    {
        Inspect = piece =>
        {
            if (piece.IsFromClient && Encoding.ASCII.GetString(piece.Bytes.Span).Contains("insert into", StringComparison.Ordinal))
            {
                onText();
            }

            return !piece.IsFromClient && isPooler?.Invoke() == true && piece.Bytes.Span[0] == (byte)'A' ? TcpVerdict.Drop : TcpVerdict.Pass;
        },
    };
}
