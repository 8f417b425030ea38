using OptionsSdk.Errors;
using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.PostgreSql.Tests;

/// <summary>Servers and networks that go away while stores run.</summary>
public sealed class OutageTests(SharedServer shared) : PostgreSqlTests(shared)
{
    [Fact]
    public async Task A_change_whose_answer_was_lost_is_committed_exactly_once()
    {
        const int Changes = 100;
        var doomed = 0;
        var cuts = 0;
        await using var proxy = new TcpProxy(Shared.Server.Port);
        proxy.Inspect = piece =>
        {
            if (!piece.IsFromClient)
            {
                return piece.Connection == Volatile.Read(ref doomed) ? TcpVerdict.Cut : TcpVerdict.Pass;
            }

            if (piece.Bytes.Span.IndexOf("commit\0"u8) < 0)
            {
                return TcpVerdict.Pass;
            }

            // In turn: COMMIT does not arrive, it arrives and its answer does not, both are uncertain, all is well.
            switch (Interlocked.Increment(ref cuts) % 4)
            {
                case 0:
                    return TcpVerdict.Cut;
                case 1:
                    Volatile.Write(ref doomed, piece.Connection);
                    return TcpVerdict.Pass;
                case 2:
                    return TcpVerdict.PassAndCut;
                default:
                    return TcpVerdict.Pass;
            }
        };
        var database = new PostgreSqlOptionDatabase(
            $"{Shared.ConnectionString(port: proxy.Port)};SSL Mode=Disable", new() { Schema = Schema, Listen = false });
        await using var store = new OptionStore(database);
        await database.InitializeAsync(Cancellation);

        var revisions = new List<long>();
        for (var change = 1; change <= Changes; change++)
        {
            var result = await store.WriteAsync(Commit(new StoreWrite("counter", $"{change}")), Cancellation);
            revisions.Add(result.Position.Revision);
        }

        var reader = await OpenAsync();
        Assert.Equal(Enumerable.Range(1, Changes).Select(revision => (long)revision), revisions);
        Assert.Equal(Changes, (await ReadAsync(reader)).Position.Revision);
        var history = await reader.ReadHistoryAsync("counter", 1000, Cancellation);
        Assert.Equal(Enumerable.Range(1, Changes).Reverse().Select(change => $"{change}"), history.Select(change => change.NewValue));
        Assert.Equal(Changes, history.Select(change => change.ChangeId).Distinct().Count());
        Assert.True(cuts > Changes, "Nothing was cut.");
    }

    [Fact]
    public async Task A_lost_answer_to_COMMIT_is_no_failure_but_an_unknown_outcome()
    {
        await using var proxy = new TcpProxy(Shared.Server.Port);
        var database = await OpenAsync($"{Shared.ConnectionString(port: proxy.Port)};SSL Mode=Disable");
        var commit = Commit(new StoreWrite("a", "1"));
        var isCut = false;
        proxy.Inspect = piece =>
        {
            var isLost = !piece.IsFromClient && Volatile.Read(ref isCut);
            Volatile.Write(ref isCut, isCut || (piece.IsFromClient && piece.Bytes.Span.IndexOf("commit\0"u8) >= 0));
            return isLost ? TcpVerdict.Cut : TcpVerdict.Pass;
        };

        var error = await Assert.ThrowsAsync<OptionWriteOutcomeUnknownException>(async () => await database.CommitAsync(commit, Cancellation));

        Assert.Equal(commit.ChangeId, error.ChangeId);
        proxy.Inspect = null;
        Assert.Equal(1, await database.FindChangeAsync(commit.ChangeId, Cancellation));
    }

    [Fact]
    public async Task A_connection_that_is_lost_before_COMMIT_is_replaced_without_a_word()
    {
        await using var proxy = new TcpProxy(Shared.Server.Port);
        var database = await OpenAsync($"{Shared.ConnectionString(port: proxy.Port)};SSL Mode=Disable");
        var cuts = 0;
        proxy.Inspect = piece => piece.IsFromClient && piece.Bytes.Span.IndexOf("for update\0"u8) >= 0 && Interlocked.Increment(ref cuts) <= 3
            ? TcpVerdict.Cut
            : TcpVerdict.Pass;

        var position = await SetAsync(database, "a", "1");

        Assert.Equal(1, position.Revision);
        Assert.Equal(4, cuts);
    }

    [Fact]
    public async Task Sessions_that_an_operator_ended_cost_nothing()
    {
        var application = $"ended {Schema}";
        var database = await OpenAsync($"{Shared.ConnectionString()};Application Name={application}", new() { Schema = Schema, Listen = false });
        for (var round = 1; round <= 5; round++)
        {
            await SqlAsync($"select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = '{application}'");

            Assert.Equal(round, (await SetAsync(database, "a", $"{round}")).Revision);
            await SqlAsync($"select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = '{application}'");
            Assert.Equal($"{round}", (await ReadAsync(database)).Find("a")!.Value);
        }
    }

    [Fact]
    public async Task Running_stores_follow_each_other_again_after_the_server_was_killed_and_started()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        var connectionString = $"{server.ConnectionString()};Timeout=30";
        await using var writer = new OptionStore(new PostgreSqlOptionDatabase(connectionString), settings: Slow());
        var log = new ListLogger();
        await using var follower = new OptionStore(new PostgreSqlOptionDatabase(connectionString, logger: log), settings: Slow());
        await writer.StartAsync(Cancellation);
        await follower.StartAsync(Cancellation);
        await writer.WriteAsync(Commit(new StoreWrite("a", "1")), Cancellation);
        await UntilAsync(() => follower.Image.Find("a")?.Value == "1");

        await server.KillAsync();
        await UntilAsync(() => log.Count(5430) == 1);
        Assert.Equal("1", follower.Image.Find("a")!.Value);
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await ((PostgreSqlOptionDatabase)follower.Database).ReadRowAsync("a", Cancellation));
        await server.StartAgainAsync();
        await UntilAsync(() => log.Count(5431) == 1);
        await writer.WriteAsync(Commit(new StoreWrite("a", "2")), Cancellation);

        await UntilAsync(() => follower.Image.Find("a")?.Value == "2");

        // No tick comes to help.
        static OptionStoreSettings Slow() => new() { SyncInterval = TimeSpan.FromHours(1) };
    }

    [Fact]
    public async Task Eight_writers_and_a_poller_lose_nothing_while_others_roll_back()
    {
        const int Commits = 40;
        var writers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(settings: new() { Schema = Schema, WriteTimeout = TimeSpan.FromMinutes(1) })));
        var reader = await OpenAsync();
        var image = await ReadAsync(reader);
        var writing = Task.WhenAll(writers.Select((writer, number) => Task.Run(
            async () =>
            {
                for (var commit = 0; commit < Commits; commit++)
                {
                    await SetAsync(writer, $"w{number}.k{commit}", "1");
                    if (commit % 10 == number)
                    {
                        await SqlAsync("begin; insert into {s}.opt_value (key, value) values ('never', '1'); rollback");
                    }
                }
            },
            Cancellation)));

        bool isFinished;
        do
        {
            isFinished = writing.IsCompleted;
            var delta = await reader.ReadAsync(image.Position, Cancellation);
            Assert.False(delta.IsFull);
            image = image.Apply(delta)!;
            Assert.Equal(image.Position.Revision, image.Rows.Count);
        }
        while (!isFinished);

        await writing;
        Assert.Equal(8 * Commits, image.Position.Revision);
        Assert.Equal(Enumerable.Range(1, 8 * Commits).Select(revision => (long)revision), image.Rows.Values.Select(row => row.Revision).Order());
    }
}
