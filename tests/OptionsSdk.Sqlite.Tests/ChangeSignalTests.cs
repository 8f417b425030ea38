using System.Threading.Channels;
using OptionsSdk.Store;

namespace OptionsSdk.Sqlite.Tests;

public sealed class ChangeSignalTests : SqliteFileTests
{
    [Fact]
    public async Task A_commit_of_another_instance_is_signalled_with_its_revision()
    {
        var watcher = await OpenAsync();
        var writer = await OpenAsync();
        var (signals, watch) = await WatchAsync(watcher);
        await using var _ = watch;

        var position = await SetAsync(writer, "a", "1");

        Assert.Equal(position.Revision, await signals.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Every_later_commit_is_signalled_too()
    {
        var watcher = await OpenAsync();
        var writer = await OpenAsync();
        var (signals, watch) = await WatchAsync(watcher);
        await using var _ = watch;

        for (var number = 1; number <= 3; number++)
        {
            var position = await SetAsync(writer, "a", $"{number}");

            Assert.Equal(position.Revision, await signals.ReadAsync(Cancellation));
        }
    }

    [Fact]
    public async Task A_commit_is_signalled_while_the_store_itself_never_rests()
    {
        var watcher = await OpenAsync();
        var writer = await OpenAsync();
        var (signals, watch) = await WatchAsync(watcher);
        await using var _ = watch;
        var stop = false;

        // Each piece of work queues the next one before it ends, so that the queue is never empty.
        var ended = new TaskCompletionSource();
        int Work()
        {
            if (Volatile.Read(ref stop))
            {
                ended.SetResult();
            }
            else
            {
                watcher.RunAsync(_ => Work(), Cancellation);
            }

            return 0;
        }

        await watcher.RunAsync(_ => Work(), Cancellation);

        var position = await SetAsync(writer, "a", "1");

        Assert.Equal(position.Revision, await signals.ReadAsync(Cancellation));
        Volatile.Write(ref stop, true);
        await ended.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task A_commit_is_signalled_through_a_shared_memory_too()
    {
        var name = $"Data Source=signal-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
        var watcher = await OpenAsync(name);
        var writer = await OpenAsync(name);
        var (signals, watch) = await WatchAsync(watcher);
        await using var _ = watch;

        var position = await SetAsync(writer, "a", "1");

        Assert.Equal(position.Revision, await signals.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_row_edited_by_another_program_is_signalled()
    {
        var watcher = await OpenAsync();
        await SetAsync(watcher, "a", "1");
        var (signals, watch) = await WatchAsync(watcher);
        await using var _ = watch;

        Sql("update opt_value set value = '2' where key = 'a'");

        Assert.Equal(2, await signals.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_handler_that_throws_does_not_keep_the_signal_from_others()
    {
        var watcher = await OpenAsync();
        var writer = await OpenAsync();
        await using var failing = await watcher.WatchAsync(_ => throw new InvalidOperationException("broken"), Cancellation);
        var (signals, watch) = await WatchAsync(watcher);
        await using var _ = watch;

        await SetAsync(writer, "a", "1");
        Assert.Equal(1, await signals.ReadAsync(Cancellation));
        await SetAsync(writer, "a", "2");
        Assert.Equal(2, await signals.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_stopped_watch_hears_nothing_more()
    {
        var watcher = await OpenAsync();
        var writer = await OpenAsync();
        var (stopped, first) = await WatchAsync(watcher);
        var (signals, second) = await WatchAsync(watcher);
        await using var _ = second;

        await first.DisposeAsync();
        await SetAsync(writer, "a", "1");

        Assert.Equal(1, await signals.ReadAsync(Cancellation));
        Assert.False(stopped.TryRead(out var _));
    }

    [Fact]
    public async Task Watching_goes_on_after_the_schema_was_missing_for_a_while()
    {
        var watcher = Make();
        var (signals, watch) = await WatchAsync(watcher);
        await using var _ = watch;
        Sql("create table unrelated (a integer)");

        var writer = await OpenAsync();
        var position = await SetAsync(writer, "a", "1");

        while (await signals.ReadAsync(Cancellation) < position.Revision)
        {
        }
    }

    [Fact]
    public async Task A_disposed_store_cannot_be_watched()
    {
        var database = await OpenAsync();
        await database.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await database.WatchAsync(_ => { }, Cancellation));
    }

    private static async Task<(ChannelReader<long> Signals, IAsyncDisposable Watch)> WatchAsync(SqliteOptionDatabase database)
    {
        var channel = Channel.CreateUnbounded<long>();
        return (channel.Reader, await database.WatchAsync(revision => channel.Writer.TryWrite(revision), Cancellation));
    }
}
