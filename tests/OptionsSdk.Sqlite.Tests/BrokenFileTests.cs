using Microsoft.Data.Sqlite;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Sqlite.Tests;

public sealed class BrokenFileTests : SqliteFileTests
{
    [Fact]
    public async Task A_missing_folder_is_named_and_not_created()
    {
        var folder = Path.Combine(Folder, "missing");

        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(
            async () => await OpenAsync($"Data Source={Path.Combine(folder, "options.db")}"));

        Assert.Contains($"the folder '{folder}' does not exist", error.Problem, StringComparison.Ordinal);
        Assert.Contains("Create the folder", error.Remedy, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_folder_that_appears_later_is_used_without_a_new_store()
    {
        var folder = Path.Combine(Folder, "later");
        var database = Make($"Data Source={Path.Combine(folder, "options.db")}");
        await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await database.InitializeAsync(Cancellation));

        Directory.CreateDirectory(folder);

        await database.InitializeAsync(Cancellation);
        Assert.Equal(1, (await SetAsync(database, "a", "1")).Revision);
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_is_an_error()
    {
        Directory.CreateDirectory(File);

        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(async () => await OpenAsync());

        Assert.Contains("cannot be opened", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_that_may_not_be_created_is_named()
    {
        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(
            async () => await OpenAsync($"{ConnectionString};Mode=ReadOnly"));

        Assert.Contains("the file does not exist", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_store_reads_and_refuses_writes()
    {
        var writer = await OpenAsync();
        await SetAsync(writer, "a", "1");
        var database = await OpenAsync($"{ConnectionString};Mode=ReadOnly");

        Assert.Equal("1", (await ReadAsync(database)).Find("a")!.Value);
        var error = await Assert.ThrowsAsync<OptionStoreReadOnlyException>(async () => await SetAsync(database, "a", "2"));

        Assert.Equal(OptionErrorIds.StoreReadOnly, error.Id);
        Assert.Equal("1", (await ReadAsync(database)).Find("a")!.Value);
    }

    [Fact]
    public async Task A_read_only_store_still_follows_other_writers()
    {
        var writer = await OpenAsync();
        var since = await SetAsync(writer, "a", "1");
        var database = await OpenAsync($"{ConnectionString};Mode=ReadOnly");
        var signalled = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var watch = await database.WatchAsync(revision => signalled.TrySetResult(revision), Cancellation);

        await SetAsync(writer, "a", "2");

        Assert.Equal(2, await signalled.Task.WaitAsync(Cancellation));
        Assert.Equal("2", Assert.Single((await database.ReadAsync(since, Cancellation)).Rows).Value);
    }

    [Fact]
    public async Task A_rewritten_history_cannot_be_settled_by_a_read_only_store()
    {
        var writer = await OpenAsync();
        var head = await SetAsync(writer, "a", "1");
        var database = await OpenAsync($"{ConnectionString};Mode=ReadOnly");

        await Assert.ThrowsAsync<OptionStoreReadOnlyException>(
            async () => await database.ReadAsync(head with { Revision = 5 }, Cancellation));

        Assert.Equal(head, (await ReadAsync(database)).Position);
    }

    [Fact]
    public async Task A_full_disk_refuses_a_write_as_a_whole_and_reading_goes_on()
    {
        var database = await OpenAsync();
        var head = await SetAsync(database, "a", "1");
        await LimitPagesAsync(database, "(select page_count + 2 from pragma_page_count)");
        var large = Commit([.. Enumerable.Range(0, 50).Select(number => new StoreWrite($"k{number}", new string('x', 4000)))]);

        var error = await Assert.ThrowsAsync<OptionStoreReadOnlyException>(async () => await database.CommitAsync(large, Cancellation));

        Assert.Contains("cannot grow", error.Problem, StringComparison.Ordinal);
        var image = await ReadAsync(database);
        Assert.Equal(head, image.Position);
        Assert.Single(image.Rows);
        await LimitPagesAsync(database, "1000000");
        Assert.Equal(StoreCommitOutcome.Committed, (await database.CommitAsync(large, Cancellation)).Outcome);
    }

    [Theory]
    [InlineData("this is a text file and certainly not a database, whatever its name says")]
    [InlineData("SQLite format 3\0 but then it goes on in another way than SQLite would have written it, for more than a hundred bytes")]
    public async Task A_file_that_is_no_database_is_reported_as_corrupt_and_left_alone(string content)
    {
        await System.IO.File.WriteAllTextAsync(File, content, Cancellation);

        var error = await Assert.ThrowsAsync<OptionStoreCorruptException>(async () => await OpenAsync());

        Assert.Equal(OptionErrorIds.StoreCorrupt, error.Id);
        Assert.Contains("backup", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(content, await System.IO.File.ReadAllTextAsync(File, Cancellation));
    }

    [Theory]
    [InlineData(5, 5, typeof(OptionStoreUnavailableException))]
    [InlineData(6, 262, typeof(OptionStoreUnavailableException))]
    [InlineData(7, 7, typeof(OptionStoreUnavailableException))]
    [InlineData(8, 8, typeof(OptionStoreReadOnlyException))]
    [InlineData(10, 1290, typeof(OptionStoreUnavailableException))]
    [InlineData(11, 11, typeof(OptionStoreCorruptException))]
    [InlineData(13, 13, typeof(OptionStoreReadOnlyException))]
    [InlineData(14, 14, typeof(OptionStoreUnavailableException))]
    [InlineData(19, 1555, typeof(OptionStoreCorruptException))]
    [InlineData(23, 23, typeof(OptionStoreReadOnlyException))]
    [InlineData(26, 26, typeof(OptionStoreCorruptException))]
    public void Each_of_SQLites_codes_means_one_of_the_stores_errors(int code, int extended, Type expected)
    {
        var cause = new SqliteException("cause", code, extended);

        var error = SqliteFailures.Translate(cause, SqliteTarget.Parse(ConnectionString));

        Assert.IsType(expected, error);
        Assert.Same(cause, error.InnerException);
        Assert.Contains(File, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_that_SQLite_turns_into_a_rollback_changes_nothing_and_may_be_repeated()
    {
        var database = await OpenAsync();
        var commit = Commit(new StoreWrite("a", "1"));
        await database.RunAsync(FailNextCommit, Cancellation);

        await Assert.ThrowsAnyAsync<OptionStoreException>(async () => await database.CommitAsync(commit, Cancellation));

        Assert.Equal(0, (await ReadAsync(database)).Position.Revision);
        var again = await database.CommitAsync(commit, Cancellation);
        Assert.Equal(StoreCommitOutcome.Committed, again.Outcome);
        Assert.Equal(1, (await ReadAsync(await OpenAsync())).Position.Revision);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(5, false)]
    [InlineData(13, false)]
    [InlineData(19, false)]
    public void Only_an_io_error_during_commit_leaves_the_outcome_unknown(int code, bool unknown)
    {
        var changeId = Guid.NewGuid();

        var error = SqliteFailures.DuringCommit(new("cause", code), changeId);

        Assert.Equal(unknown ? changeId : null, error?.ChangeId);
    }

    [Fact]
    public async Task A_private_memory_is_gone_with_its_store()
    {
        var first = await OpenAsync("Data Source=:memory:");
        await SetAsync(first, "a", "1");
        var second = await OpenAsync("Data Source=:memory:");

        Assert.Empty((await ReadAsync(second)).Rows);
        Assert.Single((await ReadAsync(first)).Rows);
        Assert.Equal("SQLite :memory: in memory", first.Name);
    }

    [Fact]
    public async Task The_name_and_the_errors_never_hold_the_password()
    {
        var database = Make($"Data Source={Path.Combine(Folder, "missing", "options.db")};Password=hunter2");

        var error = await Assert.ThrowsAnyAsync<Exception>(async () => await database.InitializeAsync(Cancellation));

        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", database.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("Data Source=a;Unknown=1")]
    public void A_malformed_connection_string_is_refused_at_once(string connectionString) =>
        Assert.ThrowsAny<ArgumentException>(() => new SqliteOptionDatabase(connectionString));

    [Theory]
    [InlineData(10, true)]
    [InlineData(10, false)]
    [InlineData(19, false)]
    public async Task Only_a_connection_that_an_error_may_have_broken_is_replaced_also_when_the_error_has_its_meaning_already(
        int code, bool isOutcomeUnknown)
    {
        var database = await OpenAsync();
        var before = await database.RunAsync(connection => connection, Cancellation);
        var cause = new SqliteException("cause", code);
        Exception failure = isOutcomeUnknown ? SqliteFailures.DuringCommit(cause, Guid.NewGuid())! : cause;

        await Assert.ThrowsAsync(failure.GetType(), () => database.RunAsync<int>(_ => throw failure, Cancellation));

        var after = await database.RunAsync(connection => connection, Cancellation);
        Assert.Equal(code == 10, !ReferenceEquals(before, after));
        Assert.Equal(1, (await SetAsync(database, "a", "1")).Revision);
    }

    private static Task<object?> LimitPagesAsync(SqliteOptionDatabase database, string pages) =>
        database.RunAsync(
            connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = $"select {pages}";
                var limit = command.ExecuteScalar();
                command.CommandText = $"pragma max_page_count = {limit}";
                return command.ExecuteScalar();
            },
            Cancellation);

    private static int FailNextCommit(SqliteConnection connection)
    {
        var failed = false;
        SQLitePCL.raw.sqlite3_commit_hook(
            connection.Handle,
            _ =>
            {
                var fail = !failed;
                failed = true;
                return fail ? 1 : 0;
            },
            null);
        return 0;
    }
}
