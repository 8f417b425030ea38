using OptionsSdk.Store;

namespace OptionsSdk.Sqlite.Tests;

/// <summary>The system's clock jumps. It orders nothing and times nothing out; it is told to people alone.</summary>
public sealed class ClockTests : SqliteFileTests
{
    private readonly JumpingClock _clock = new(new(Noon));

    [Fact(Timeout = 2 * Patience)]
    public async Task The_last_write_wins_whatever_the_clock_said()
    {
        await using var process = await RunningProcess.StartAsync(await OpenAsync(timeProvider: _clock), _clock);
        await using var other = await RunningProcess.StartAsync(await OpenAsync());
        await process.SetAsync(1);
        _clock.Now = _clock.Now.AddYears(-20);
        await process.SetAsync(2);
        await RunningProcess.UntilAsync(() => other.Value == 2);
        _clock.Now = _clock.Now.AddYears(50);
        await process.SetAsync(3);
        await RunningProcess.UntilAsync(() => other.Value == 3);
        _clock.Now = _clock.Now.AddYears(-50);

        await other.SetAsync(4);

        await RunningProcess.UntilAsync(() => process.Value == 4);
    }

    [Fact(Timeout = 2 * Patience)]
    public async Task The_change_log_is_in_the_order_of_revisions_and_tells_the_times_that_the_clock_said()
    {
        var database = await OpenAsync(timeProvider: _clock);
        await using var process = await RunningProcess.StartAsync(database, _clock);
        var earlier = Noon.AddYears(-3);
        await process.SetAsync(1);
        _clock.Now = new(earlier);

        await process.SetAsync(2);

        var history = await database.ReadHistoryAsync(RunningProcess.Key, 10, Cancellation);
        Assert.Equal([(2L, "2", earlier), (1L, "1", Noon)], history.Select(change => (change.Revision, change.NewValue, change.At)));
    }

    [Fact(Timeout = 2 * Patience)]
    public async Task A_deletion_before_the_time_of_what_it_deleted_stays()
    {
        await using var process = await RunningProcess.StartAsync(await OpenAsync(timeProvider: _clock), _clock);
        await using var other = await RunningProcess.StartAsync(await OpenAsync());
        await process.SetAsync(1);
        await RunningProcess.UntilAsync(() => other.Value == 1);
        _clock.Now = _clock.Now.AddYears(-3);

        await process.Manager.DeleteAsync(RunningProcess.Key, cancellationToken: Cancellation);
        await process.Store.ReconcileAsync(cancellationToken: Cancellation);

        await RunningProcess.UntilAsync(() => other.Value == RunningProcess.Default);
        Assert.Equal(RunningProcess.Default, process.Value);
    }

    [Fact(Timeout = 2 * Patience)]
    public async Task A_jump_makes_nothing_stale()
    {
        await using var process = await RunningProcess.StartAsync(await OpenAsync(timeProvider: _clock), _clock);
        await process.SetAsync(1);

        _clock.Now = _clock.Now.AddYears(10);
        await process.UntilWellAsync();
        _clock.Now = _clock.Now.AddYears(-30);
        await process.UntilWellAsync();

        Assert.Equal(1, process.Value);
    }

    [Fact(Timeout = 2 * Patience)]
    public async Task A_jump_ends_no_waiting_for_another_writer()
    {
        var database = await OpenAsync(settings: new() { WriteTimeout = TimeSpan.FromMinutes(30) }, timeProvider: _clock);
        var blocker = Connect();
        using var command = blocker.CreateCommand();
        command.CommandText = "begin immediate";
        command.ExecuteNonQuery();
        var write = SetAsync(database, "a", "1");
        await ReadAsync(database);

        _clock.Now = _clock.Now.AddDays(3);
        for (var count = 0; count < 20; count++)
        {
            await ReadAsync(database);
        }

        Assert.False(write.IsCompleted);
        command.CommandText = "rollback";
        command.ExecuteNonQuery();
        Assert.Equal(1, (await write).Revision);
    }
}
