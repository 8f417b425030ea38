using System.Runtime.Versioning;
using OptionsSdk.Errors;

namespace OptionsSdk.Sqlite.Tests;

/// <summary>Files and folders that may not be written or read, also for root.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PermissionTests : SqliteFileTests
{
    private const UnixFileMode ReadOnlyFile = UnixFileMode.UserRead;
    private const UnixFileMode WritableFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode ReadOnlyFolder = UnixFileMode.UserRead | UnixFileMode.UserExecute;
    private const UnixFileMode WritableFolder = ReadOnlyFolder | UnixFileMode.UserWrite;

    private string Inner => Path.Combine(Folder, "inner");

    private string InnerFile => Path.Combine(Inner, "options.db");

    [UnixFact]
    public async Task A_read_only_file_is_read_refuses_writes_by_name_and_is_written_once_that_is_allowed()
    {
        await FillAsync(File);
        System.IO.File.SetUnixFileMode(File, ReadOnlyFile);
        var database = Make();
        await Privileges.RunAsync(async () => await database.InitializeAsync(Cancellation));

        Assert.Equal("1", (await ReadAsync(database)).Find("a")!.Value);
        var error = await Assert.ThrowsAsync<OptionStoreReadOnlyException>(async () => await SetAsync(database, "a", "2"));
        Assert.Contains($"{File} refuses writes", error.Problem, StringComparison.Ordinal);
        Assert.Contains("Grant that right", error.Remedy, StringComparison.Ordinal);
        Assert.Equal("1", (await ReadAsync(database)).Find("a")!.Value);

        AllowWriting();
        await SetAsync(database, "a", "3");
        Assert.Equal("3", (await ReadAsync(await OpenAsync())).Find("a")!.Value);
    }

    [UnixFact]
    public async Task A_read_only_folder_without_the_file_is_named_and_used_once_that_is_allowed()
    {
        Directory.CreateDirectory(Inner, ReadOnlyFolder);
        try
        {
            var database = Make($"Data Source={InnerFile}");

            var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(
                () => Privileges.RunAsync(async () => await database.InitializeAsync(Cancellation)));

            Assert.Contains($"{InnerFile} cannot be opened", error.Problem, StringComparison.Ordinal);
            Assert.Contains("permissions", error.Remedy, StringComparison.Ordinal);
            System.IO.File.SetUnixFileMode(Inner, WritableFolder);
            await database.InitializeAsync(Cancellation);
            Assert.Equal(1, (await SetAsync(database, "a", "1")).Revision);
        }
        finally
        {
            System.IO.File.SetUnixFileMode(Inner, WritableFolder);
        }
    }

    [UnixFact]
    public async Task A_file_in_a_read_only_folder_is_named_left_alone_and_used_once_that_is_allowed()
    {
        Directory.CreateDirectory(Inner);
        await FillAsync(InnerFile);
        var content = await System.IO.File.ReadAllBytesAsync(InnerFile, Cancellation);
        System.IO.File.SetUnixFileMode(Inner, ReadOnlyFolder);
        try
        {
            var database = Make($"Data Source={InnerFile}");

            var error = await Assert.ThrowsAnyAsync<OptionStoreException>(
                () => Privileges.RunAsync(async () =>
                {
                    await database.InitializeAsync(Cancellation);
                    await SetAsync(database, "a", "2");
                }));

            Assert.Contains(InnerFile, error.Problem, StringComparison.Ordinal);
            Assert.Contains("folder", error.Rule, StringComparison.Ordinal);
            Assert.Equal(content, await System.IO.File.ReadAllBytesAsync(InnerFile, Cancellation));
            System.IO.File.SetUnixFileMode(Inner, WritableFolder);
            await database.InitializeAsync(Cancellation);
            Assert.Equal("1", (await ReadAsync(database)).Find("a")!.Value);
            Assert.Equal(2, (await SetAsync(database, "a", "3")).Revision);
        }
        finally
        {
            System.IO.File.SetUnixFileMode(Inner, WritableFolder);
        }
    }

    [UnixFact]
    public async Task A_file_that_may_not_be_read_is_named_and_used_once_that_is_allowed()
    {
        await FillAsync(File);
        System.IO.File.SetUnixFileMode(File, UnixFileMode.None);
        var database = Make();

        var error = await Assert.ThrowsAsync<OptionStoreUnavailableException>(
            () => Privileges.RunAsync(async () => await database.InitializeAsync(Cancellation)));

        Assert.Contains($"{File} cannot be opened", error.Problem, StringComparison.Ordinal);
        System.IO.File.SetUnixFileMode(File, WritableFile);
        await database.InitializeAsync(Cancellation);
        Assert.Equal("1", (await ReadAsync(database)).Find("a")!.Value);
    }

    [UnixFact]
    public async Task A_running_process_keeps_reading_while_writes_are_refused()
    {
        await FillAsync(File, RunningProcess.Key, "5");
        System.IO.File.SetUnixFileMode(File, ReadOnlyFile);
        var database = Make();
        await Privileges.RunAsync(async () => await database.InitializeAsync(Cancellation));
        await using var process = await RunningProcess.StartAsync(database);

        await Assert.ThrowsAsync<OptionStoreReadOnlyException>(async () => await process.SetAsync(6));

        Assert.Equal(5, process.Value);
        await process.UntilWellAsync();
        Assert.Equal(5, process.Value);
        AllowWriting();
        await process.SetAsync(6);
        Assert.Equal(6, process.Value);
    }

    private static async Task FillAsync(string path, string key = "a", string value = "1")
    {
        await using var database = new SqliteOptionDatabase($"Data Source={path}");
        await database.InitializeAsync(Cancellation);
        await SetAsync(database, key, value);
    }

    /// <summary>Grants the right again, as the error's remedy says.</summary>
    private void AllowWriting()
    {
        foreach (var path in Directory.GetFiles(Folder))
        {
            System.IO.File.SetUnixFileMode(path, WritableFile);
        }
    }
}
