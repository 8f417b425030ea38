using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using OptionsSdk.Errors;
using OptionsSdk.Store;
using SQLitePCL;

namespace OptionsSdk.Sqlite.Tests;

/// <summary>The file is deleted, moved, replaced or overwritten while a store has it open.</summary>
public sealed class ReplacedFileTests : SqliteFileTests
{
    private string Other => Path.Combine(Folder, "other.db");

    private string Log => File + "-wal";

    [UnixFact]
    public async Task A_deleted_file_is_named_at_every_door_and_never_begun_anew()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        System.IO.File.Delete(File);

        var write = await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await SetAsync(database, "a", "2"));
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await ReadAsync(database));
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await database.ReadRowAsync("a", Cancellation));
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await database.InitializeAsync(Cancellation));

        Assert.Equal(OptionErrorIds.StoreUnavailable, write.Id);
        Assert.Contains($"{File} was deleted or moved away", write.Problem, StringComparison.Ordinal);
        Assert.Contains("never begins a new file", write.Rule, StringComparison.Ordinal);
        Assert.Contains("Put the file back", write.Remedy, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    [UnixFact]
    public async Task A_file_that_was_moved_away_and_back_goes_on_with_everything()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        var head = await SetAsync(database, "a", "2");
        System.IO.File.Move(File, Other);
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await SetAsync(database, "a", "3"));

        System.IO.File.Move(Other, File);

        Assert.Equal(head, (await ReadAsync(database)).Position);
        Assert.Equal(head.Revision + 1, (await SetAsync(database, "a", "4")).Revision);
        AssertIntact();
    }

    [UnixFact]
    public async Task A_replaced_file_is_read_in_full_at_a_higher_epoch()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        var seen = await SetAsync(database, "b", "2");
        await MakeOtherAsync("a", "restored");

        System.IO.File.Move(Other, File, overwrite: true);

        var delta = await database.ReadAsync(seen, Cancellation);
        Assert.True(delta.IsFull);
        Assert.True(delta.To > seen && delta.To.Epoch > seen.Epoch, $"{delta.To} must order after {seen}.");
        Assert.Equal(["a=restored"], delta.Rows.Select(row => $"{row.Key}={row.Value}"));
    }

    [UnixFact]
    public async Task A_file_that_was_replaced_by_its_own_newer_copy_is_followed_by_a_delta()
    {
        var database = await OpenAsync();
        var seen = await SetAsync(database, "a", "1");
        Sql($"vacuum into '{Other}'");
        await using (var copy = new SqliteOptionDatabase($"Data Source={Other}"))
        {
            await copy.InitializeAsync(Cancellation);
            await SetAsync(copy, "b", "2");
        }

        System.IO.File.Move(Other, File, overwrite: true);

        var delta = await database.ReadAsync(seen, Cancellation);
        Assert.False(delta.IsFull);
        Assert.Equal("b", Assert.Single(delta.Rows).Key);
    }

    [UnixFact]
    public async Task A_write_after_the_file_was_replaced_goes_into_the_new_one()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        await MakeOtherAsync("b", "2");
        System.IO.File.Move(Other, File, overwrite: true);

        await SetAsync(database, "c", "3");

        var image = await ReadAsync(await OpenAsync());
        Assert.Equal(["b", "c"], image.Rows.Keys.Order(StringComparer.Ordinal));
        AssertIntact();
    }

    [UnixFact]
    public async Task The_log_of_the_file_before_is_kept_aside_and_never_applied_to_the_new_one()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", new string('1', 3000));
        await SetAsync(database, "a", new string('2', 3000));
        Assert.True(new FileInfo(Log).Length > 0);
        var log = await ReadSharedAsync(Log);
        await MakeOtherAsync("b", "2");

        System.IO.File.Move(Other, File, overwrite: true);

        Assert.Equal(["b"], (await ReadAsync(database)).Rows.Keys);
        Assert.Equal(log, await ReadSharedAsync(Log + ".replaced"));
        await SetAsync(database, "c", "3");
        await database.DisposeAsync();
        AssertIntact();
        Assert.Equal(["b", "c"], (await ReadAsync(await OpenAsync())).Rows.Keys.Order(StringComparer.Ordinal));
    }

    [UnixFact]
    public async Task The_log_that_was_kept_aside_completes_the_file_that_was_moved_away()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        var head = await SetAsync(database, "a", "2");
        var old = Path.Combine(Folder, "old.db");
        await MakeOtherAsync("b", "2");
        System.IO.File.Move(File, old);
        System.IO.File.Move(Other, File);
        await ReadAsync(database);

        System.IO.File.Move(Log + ".replaced", old + "-wal");

        var image = await ReadAsync(await OpenAsync($"Data Source={old}"));
        Assert.Equal(head, image.Position);
        Assert.Equal("2", image.Find("a")!.Value);
    }

    [UnixFact]
    public async Task A_file_that_is_deleted_during_a_commit_leaves_the_outcome_unknown_and_nothing_acknowledged()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        await DuringNextCommitAsync(database, () => System.IO.File.Delete(File));
        var commit = Commit(new StoreWrite("a", "2"));

        var error = await Assert.ThrowsAsync<OptionWriteOutcomeUnknownException>(async () => await database.CommitAsync(commit, Cancellation));

        Assert.Equal(commit.ChangeId, error.ChangeId);
        Assert.Equal(raw.SQLITE_READONLY_DBMOVED, ((SqliteException)error.InnerException!).SqliteExtendedErrorCode);
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await database.CommitAsync(commit, Cancellation));
    }

    [UnixFact]
    public async Task A_file_that_is_replaced_during_a_commit_gets_the_change_when_it_is_repeated()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        await MakeOtherAsync("b", "2");
        await DuringNextCommitAsync(database, () => System.IO.File.Move(Other, File, overwrite: true));
        var commit = Commit(new StoreWrite("a", "2"));

        await Assert.ThrowsAsync<OptionWriteOutcomeUnknownException>(async () => await database.CommitAsync(commit, Cancellation));
        Assert.Equal(StoreCommitOutcome.Committed, (await database.CommitAsync(commit, Cancellation)).Outcome);

        Assert.Equal("2", (await ReadAsync(await OpenAsync())).Find("a")!.Value);
        AssertIntact();
    }

    [UnixFact]
    public async Task A_store_repeats_by_itself_what_was_committed_into_a_file_that_was_just_replaced()
    {
        var database = await OpenAsync();
        await using var process = await RunningProcess.StartAsync(database);
        await process.SetAsync(1);
        await MakeOtherAsync("b", "2");
        await DuringNextCommitAsync(database, () => System.IO.File.Move(Other, File, overwrite: true));

        await process.SetAsync(2);

        Assert.Equal(2, process.Value);
        Assert.Equal("2", (await ReadAsync(await OpenAsync())).Find(RunningProcess.Key)!.Value);
    }

    [UnixFact]
    public async Task A_log_that_is_removed_beside_its_open_file_takes_no_commit_with_it()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        var head = await SetAsync(database, "b", "2");
        System.IO.File.Delete(Log);
        System.IO.File.Delete(File + "-shm");

        var next = await SetAsync(database, "c", "3");

        Assert.Equal((head.Epoch, head.Revision + 1), (next.Epoch, next.Revision));
        await database.DisposeAsync();
        Assert.Equal(3, (await ReadAsync(await OpenAsync())).Rows.Count);
        AssertIntact();
    }

    [UnixFact]
    public async Task A_log_that_is_removed_during_a_commit_takes_no_commit_with_it()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        await DuringNextCommitAsync(database, () => System.IO.File.Delete(Log));
        var commit = Commit(new StoreWrite("a", "2"));

        await Assert.ThrowsAsync<OptionWriteOutcomeUnknownException>(async () => await database.CommitAsync(commit, Cancellation));

        Assert.Equal(StoreCommitOutcome.AlreadyCommitted, (await database.CommitAsync(commit, Cancellation)).Outcome);
        Assert.Equal("2", (await ReadAsync(await OpenAsync())).Find("a")!.Value);
    }

    [UnixFact]
    public async Task A_backup_that_is_copied_over_the_open_file_is_not_destroyed_by_what_the_removed_log_held()
    {
        var database = await OpenAsync();
        var head = await SetAsync(database, "a", new string('1', 9000));
        await MakeOtherAsync("b", "2");
        var backup = await System.IO.File.ReadAllBytesAsync(Other, Cancellation);

        Overwrite(File, backup);
        System.IO.File.Delete(Log);
        System.IO.File.Delete(File + "-shm");

        var delta = await database.ReadAsync(head, Cancellation);
        Assert.Equal("b", Assert.Single(delta.Rows).Key);
        Assert.True(delta.IsFull);
        await SetAsync(database, "c", "3");
        await database.DisposeAsync();
        AssertIntact();
        Assert.Equal(["b", "c"], (await ReadAsync(await OpenAsync())).Rows.Keys.Order(StringComparer.Ordinal));
    }

    [UnixFact]
    public async Task A_link_that_leads_to_another_file_is_a_replaced_file()
    {
        var first = Path.Combine(Folder, "first.db");
        System.IO.File.CreateSymbolicLink(File, first);
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        await MakeOtherAsync("b", "2");
        var link = Path.Combine(Folder, "link");
        System.IO.File.CreateSymbolicLink(link, Other);

        System.IO.File.Move(link, File, overwrite: true);

        await SetAsync(database, "c", "3");
        Assert.Equal(["b", "c"], (await ReadAsync(await OpenAsync($"Data Source={Other}"))).Rows.Keys.Order(StringComparer.Ordinal));
    }

    [UnixFact]
    public async Task A_watching_store_tells_that_its_file_was_replaced_by_one_of_a_lower_revision()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        await SetAsync(database, "a", "2");
        var signals = Channel.CreateUnbounded<long>();
        await using var watch = await database.WatchAsync(revision => signals.Writer.TryWrite(revision), Cancellation);
        await MakeOtherAsync("b", "1");

        System.IO.File.Move(Other, File, overwrite: true);

        while (await signals.Reader.ReadAsync(Cancellation) != 0)
        {
        }
    }

    [UnixFact]
    public async Task Reads_keep_the_last_value_while_the_file_is_gone_and_go_on_when_it_is_back()
    {
        await using var process = await RunningProcess.StartAsync(await OpenAsync());
        await process.SetAsync(7);
        await process.UntilWellAsync();
        await process.UntilHealthyAsync();

        System.IO.File.Move(File, Other);

        var error = await process.UntilErrorAsync<OptionStoreUnavailableException>();
        Assert.Equal(7, process.Value);
        Assert.Equal(HealthStatus.Degraded, await process.HealthAsync());
        Assert.Contains(error.Problem, await process.HealthTextAsync(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await process.SetAsync(8));
        Assert.Equal(7, process.Value);

        System.IO.File.Move(Other, File);

        await process.UntilWellAsync();
        await process.SetAsync(9);
        Assert.Equal(9, process.Value);
        await process.UntilHealthyAsync();
    }

    [UnixFact]
    public async Task Reads_follow_a_file_that_replaced_the_one_before()
    {
        await using var process = await RunningProcess.StartAsync(await OpenAsync());
        await process.SetAsync(7);
        await process.SetAsync(8);
        await MakeOtherAsync(RunningProcess.Key, "3");

        System.IO.File.Move(Other, File, overwrite: true);

        await RunningProcess.UntilAsync(() => process.Value == 3);
        await process.SetAsync(4);
        Assert.Equal("4", (await ReadAsync(await OpenAsync())).Find(RunningProcess.Key)!.Value);
    }

    [UnixFact]
    public async Task Reads_keep_the_last_value_when_the_file_is_replaced_by_something_else()
    {
        await using var process = await RunningProcess.StartAsync(await OpenAsync());
        await process.SetAsync(7);
        Sql($"vacuum into '{Other}'");
        var garbage = Path.Combine(Folder, "garbage");
        await System.IO.File.WriteAllTextAsync(garbage, string.Concat(Enumerable.Repeat("no database at all. ", 500)), Cancellation);

        System.IO.File.Move(garbage, File, overwrite: true);

        var error = await process.UntilErrorAsync<OptionStoreCorruptException>();
        Assert.Contains(File, error.Problem, StringComparison.Ordinal);
        Assert.Equal(7, process.Value);
        await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await process.SetAsync(8));

        System.IO.File.Move(Other, File, overwrite: true);

        await process.UntilWellAsync();
        await process.SetAsync(9);
        Assert.Equal(9, process.Value);
    }

    [UnixFact]
    public async Task An_empty_file_in_place_of_the_one_before_undoes_no_value_until_somebody_begins_it()
    {
        await using var process = await RunningProcess.StartAsync(await OpenAsync());
        await process.SetAsync(7);
        await System.IO.File.WriteAllBytesAsync(Other, [], Cancellation);

        System.IO.File.Move(Other, File, overwrite: true);

        var error = await process.UntilErrorAsync<OptionStoreSchemaException>();
        await RunningProcess.UntilAsync(() => process.Store.LastError?.Message.Contains("has lost the tables", StringComparison.Ordinal) == true);
        Assert.Contains(File, error.Problem, StringComparison.Ordinal);
        Assert.Equal(7, process.Value);
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await process.SetAsync(8));
        Assert.Equal(0, Count("sqlite_schema"));

        // Another process is the restart that the remedy speaks of. The database is the truth again, and it is empty.
        await OpenAsync();
        await RunningProcess.UntilAsync(() => process.Value == RunningProcess.Default);
    }

    [UnixFact]
    public async Task A_file_that_is_emptied_in_place_undoes_no_value()
    {
        await using var process = await RunningProcess.StartAsync(await OpenAsync());
        await process.SetAsync(7);

        Overwrite(File, []);
        Overwrite(Log, []);

        await process.UntilErrorAsync<OptionStoreException>();
        Assert.Equal(7, process.Value);
        await Assert.ThrowsAnyAsync<OptionStoreException>(async () => await process.SetAsync(8));
        Assert.Equal(7, process.Value);
    }

    [UnixFact]
    public async Task A_file_that_is_cut_in_place_acknowledges_no_write_from_what_a_connection_remembers()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        Sql("pragma wal_checkpoint(truncate)");
        await SetAsync(database, "a", "2");

        Overwrite(File, []);

        await Assert.ThrowsAnyAsync<OptionStoreException>(async () => await SetAsync(database, "a", "3"));
        await Assert.ThrowsAnyAsync<OptionStoreException>(async () => await ReadAsync(database));
    }

    [UnixFact]
    public async Task A_log_that_somebody_else_brought_into_the_file_disturbs_nobody()
    {
        var database = await OpenAsync();
        await SetAsync(database, "a", "1");
        await SetAsync(database, "a", "2");

        Sql("pragma wal_checkpoint(truncate); vacuum; pragma wal_checkpoint(truncate)");

        Assert.Equal(3, (await SetAsync(database, "a", "3")).Revision);
        Assert.Equal("3", (await ReadAsync(database)).Find("a")!.Value);
    }

    [UnixFact]
    public void Opening_again_makes_no_file_also_when_the_file_vanished_only_just_now()
    {
        var target = SqliteTarget.Parse(ConnectionString);
        var file = new SqliteFile(target);
        SqliteSession.Open(target, file, NullLogger.Instance).Dispose();
        System.IO.File.Delete(File);

        Assert.Throws<SqliteException>(() => SqliteSession.Open(target, file, NullLogger.Instance).Dispose());

        Assert.False(System.IO.File.Exists(File));
    }

    private async Task MakeOtherAsync(string key, string value)
    {
        await using var other = new SqliteOptionDatabase($"Data Source={Other}");
        await other.InitializeAsync(Cancellation);
        await SetAsync(other, key, value);
    }

    private static Task<int> DuringNextCommitAsync(SqliteOptionDatabase database, Action action) =>
        database.RunAsync(
            connection =>
            {
                var done = false;
                raw.sqlite3_commit_hook(
                    connection.Handle,
                    _ =>
                    {
                        if (!done)
                        {
                            done = true;
                            action();
                        }

                        return 0;
                    },
                    null);
                return 0;
            },
            Cancellation);

    private static void Overwrite(string path, byte[] content)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.SetLength(0);
        stream.Write(content);
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, Cancellation);
        return content.ToArray();
    }

    private long Count(string table)
    {
        using var command = Connect().CreateCommand();
        command.CommandText = $"select count(*) from {table}";
        return (long)command.ExecuteScalar()!;
    }
}
