using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Sqlite.Tests;

public sealed class BusyTests : SqliteFileTests
{
    private static SqliteOptionDatabaseSettings Patient { get; } = new() { WriteTimeout = TimeSpan.FromMinutes(10) };

    [Fact]
    public async Task A_write_waits_until_another_writer_is_done()
    {
        var database = await OpenAsync(settings: Patient);
        var blocker = Connect();
        Run(blocker, "begin immediate");

        var write = SetAsync(database, "a", "1");
        await ReadSeveralTimesAsync(database);
        Assert.False(write.IsCompleted);
        Run(blocker, "rollback");

        Assert.Equal(1, (await write).Revision);
    }

    [Fact]
    public async Task A_waiting_write_does_not_hold_up_reads()
    {
        var database = await OpenAsync(settings: Patient);
        await SetAsync(database, "a", "1");
        var blocker = Connect();
        Run(blocker, "begin immediate");
        var write = SetAsync(database, "a", "2");

        await ReadSeveralTimesAsync(database);

        Assert.False(write.IsCompleted);
        Run(blocker, "rollback");
        await write;
    }

    [Fact]
    public async Task A_write_that_is_cancelled_while_it_waits_never_happens()
    {
        var database = await OpenAsync(settings: Patient);
        var blocker = Connect();
        Run(blocker, "begin immediate");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var commit = Commit(new StoreWrite("a", "1"));
        var write = database.CommitAsync(commit, cancel.Token).AsTask();
        await ReadSeveralTimesAsync(database);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Run(blocker, "rollback");
        Assert.Equal(1, (await SetAsync(database, "b", "1")).Revision);
        Assert.Null(await database.FindChangeAsync(commit.ChangeId, Cancellation));
    }

    [Fact]
    public async Task A_write_gives_up_when_its_time_is_over_and_says_what_to_look_for()
    {
        var time = new FakeTimeProvider();
        var database = await OpenAsync(timeProvider: time);
        var blocker = Connect();
        Run(blocker, "begin immediate");
        var write = SetAsync(database, "a", "1");

        while (!write.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(() => write);
        Assert.Contains("locked by another writer", error.Problem, StringComparison.Ordinal);
        Assert.IsType<SqliteException>(error.InnerException);
        Run(blocker, "rollback");
        Assert.Equal(1, (await SetAsync(database, "a", "1")).Revision);
    }

    [Fact]
    public async Task Queued_work_is_cancelled_at_once_even_while_the_thread_is_busy()
    {
        var database = await OpenAsync();
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var running = database.RunAsync(
            _ =>
            {
                entered.Set();
                release.Wait(Cancellation);
                return 0;
            },
            Cancellation);
        entered.Wait(Cancellation);
        using var cancel = new CancellationTokenSource();
        var queued = database.CommitAsync(Commit(new StoreWrite("a", "1")), cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        Assert.False(running.IsCompleted);
        release.Set();
        await running;
        Assert.Equal(0, (await ReadAsync(database)).Position.Revision);
    }

    [Fact]
    public async Task A_token_stops_a_write_before_commit_and_leaves_no_transaction_open()
    {
        var database = await OpenAsync();
        using var cancel = new CancellationTokenSource();

        // The function runs in the middle of the write transaction.
        await database.RunAsync(
            connection =>
            {
                connection.CreateFunction("cancel_now", () => { cancel.Cancel(); return 0; });
                using var command = connection.CreateCommand();
                command.CommandText = "create temp trigger cancelling after insert on main.opt_change begin select cancel_now(); end";
                return command.ExecuteNonQuery();
            },
            Cancellation);
        var commit = Commit(new StoreWrite("a", "1"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await database.CommitAsync(commit, cancel.Token));

        Assert.True(cancel.IsCancellationRequested);
        var other = await OpenAsync();
        Assert.Equal(0, (await ReadAsync(other)).Position.Revision);
        Assert.Equal(1, (await SetAsync(other, "b", "1")).Revision);
    }

    [Fact]
    public async Task Disposal_finishes_accepted_work_and_refuses_new_work()
    {
        var database = await OpenAsync();
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var running = database.RunAsync(
            _ =>
            {
                entered.Set();
                release.Wait(Cancellation);
                return 0;
            },
            Cancellation);
        entered.Wait(Cancellation);
        var accepted = Enumerable.Range(0, 5).Select(number => SetAsync(database, $"k{number}", "1")).ToList();

        var disposal = database.DisposeAsync().AsTask();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await SetAsync(database, "late", "1"));
        Assert.False(disposal.IsCompleted);
        release.Set();
        await disposal;
        await running;
        Assert.Equal([1, 2, 3, 4, 5], (await Task.WhenAll(accepted)).Select(position => position.Revision));
        var image = await ReadAsync(await OpenAsync());
        Assert.Equal(5, image.Rows.Count);
        Assert.Null(image.Find("late"));
    }

    [Fact]
    public async Task Disposal_in_the_middle_of_traffic_leaves_every_call_answered_or_refused()
    {
        var database = await OpenAsync();
        var committed = 0;
        using var started = new CountdownEvent(4);
        var traffic = Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                try
                {
                    for (var number = 0; ; number++)
                    {
                        await SetAsync(database, $"w{writer}", $"{number}");
                        Interlocked.Increment(ref committed);
                        if (number == 0)
                        {
                            started.Signal();
                        }
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            },
            Cancellation)).ToList();
        started.Wait(Cancellation);

        await database.DisposeAsync();

        await Task.WhenAll(traffic);
        Assert.Equal(committed, (await ReadAsync(await OpenAsync())).Position.Revision);
    }

    [Fact]
    public async Task A_store_that_was_never_used_is_disposed_without_a_trace()
    {
        await Make().DisposeAsync();

        Assert.Empty(Directory.GetFiles(Folder));
    }

    private static async Task ReadSeveralTimesAsync(SqliteOptionDatabase database)
    {
        for (var count = 0; count < 20; count++)
        {
            await database.ReadRowAsync("a", Cancellation);
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
