using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using OptionsSdk.Store;
using OptionsSdk.Store.LastKnownGood;

namespace OptionsSdk.Tests.Store.LastKnownGood;

public sealed class LastKnownGoodFileTests : IDisposable
{
    private readonly StateFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    public void Dispose() => _folder.Dispose();

    private static StoreImage Image(long revision, long epoch = 1, Guid? token = null, params string[] keys) =>
        StoreImage.From(
            new(epoch, revision, token ?? new Guid((int)epoch, 0, 0, BitConverter.GetBytes(revision))),
            [.. (keys.Length == 0 ? ["k"] : keys).Select(key => new StoreRow(key, revision.ToString(CultureInfo.InvariantCulture), revision, DateTime.UnixEpoch, null, OptionChannel.Unknown, null))]);

    private LastKnownGoodFile File(FullDisk? disk = null) =>
        disk is null ? new(_folder.FilePath, "default", _time) : new(_folder.FilePath, "default", _time) { CreateTemporary = disk.Create };

    private static LastKnownGoodSaveOutcome Save(LastKnownGoodFile file, StoreImage image, string schema = "s", StorePosition? contradicted = null) =>
        file.Save(image, schema, static key => key == "secret", contradicted).Outcome;

    private long? Current => File().Read(_folder.FilePath)?.Image.Position.Revision;

    private long? Previous => File().Read(_folder.PreviousPath)?.Image.Position.Revision;

    [Fact]
    public void Each_save_keeps_the_generation_before()
    {
        var file = File();
        Save(file, Image(1));
        Assert.Equal((1L, null), (Current, Previous));
        Save(file, Image(2));
        Save(file, Image(3));
        Assert.Equal((3L, 2L), (Current, Previous));
        Assert.Equal(["options.json", "options.json.previous"], _folder.Names);
    }

    [Fact]
    public void The_same_image_is_not_written_again()
    {
        var disk = new FullDisk();
        Save(File(), Image(1));
        Assert.Equal(LastKnownGoodSaveOutcome.Unchanged, Save(File(disk), Image(1)));
        Assert.Equal(0, disk.FilesMade);
    }

    [Fact]
    public void The_same_position_with_other_rows_is_written()
    {
        Save(File(), Image(1));
        Assert.Equal(LastKnownGoodSaveOutcome.Saved, Save(File(), Image(1, keys: ["k", "l"])));
        Assert.NotNull(File().Read(_folder.FilePath)!.Image.Find("l"));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(100, false)]
    [InlineData(500, false)]
    [InlineData(0, true)]
    [InlineData(500, true)]
    public void A_full_disk_harms_neither_generation_and_leaves_nothing_behind(long room, bool failsOnFlush)
    {
        Save(File(), Image(1));
        Save(File(), Image(2));
        var (current, previous) = (System.IO.File.ReadAllBytes(_folder.FilePath), System.IO.File.ReadAllBytes(_folder.PreviousPath));

        // 500 bytes have room for the new generation, not for the copy of the old one.
        var disk = new FullDisk { Room = room, FailsOnFlush = failsOnFlush };
        Assert.Throws<IOException>(() => Save(File(disk), Image(3)));

        Assert.Equal(current, System.IO.File.ReadAllBytes(_folder.FilePath));
        Assert.Equal(previous, System.IO.File.ReadAllBytes(_folder.PreviousPath));
        Assert.Equal(["options.json", "options.json.previous"], _folder.Names);
        Assert.Equal(room == 500 ? 2 : 1, disk.FilesMade);

        disk.Room = null;
        Save(File(disk), Image(3));
        Assert.Equal((3L, 2L), (Current, Previous));
    }

    [Fact]
    public void A_broken_file_does_not_take_the_place_of_a_good_generation()
    {
        Save(File(), Image(1));
        Save(File(), Image(2));
        System.IO.File.WriteAllText(_folder.FilePath, "broken");
        Save(File(), Image(3));
        Assert.Equal((3L, 1L), (Current, Previous));
    }

    [Fact]
    public void A_file_that_is_ahead_stays_until_the_database_contradicts_it()
    {
        var other = Image(9);
        Save(File(), Image(8));
        Save(File(), other);
        Assert.Equal((LastKnownGoodSaveOutcome.Ahead, other.Position), File().Save(Image(5), "s", static _ => false, null));
        Assert.Equal(9, Current);

        Assert.Equal(LastKnownGoodSaveOutcome.Saved, Save(File(), Image(5), contradicted: other.Position));
        Assert.Equal((5L, null), (Current, Previous));
    }

    [Fact]
    public void A_file_that_moved_on_meanwhile_is_not_the_one_that_was_contradicted()
    {
        Save(File(), Image(10));
        Assert.Equal(LastKnownGoodSaveOutcome.Ahead, Save(File(), Image(5), contradicted: Image(9).Position));
        Assert.Equal(10, Current);
    }

    [Fact]
    public void A_file_at_the_same_revision_with_another_token_is_of_another_history()
    {
        Save(File(), Image(5));
        Assert.Equal(LastKnownGoodSaveOutcome.Ahead, Save(File(), Image(5, token: Guid.NewGuid())));
    }

    [Fact]
    public void No_generation_of_another_epoch_stays()
    {
        Save(File(), Image(1));
        Save(File(), Image(2));
        Save(File(), Image(3, epoch: 2));
        Assert.Equal((3L, null), (Current, Previous));
        Assert.False(System.IO.File.Exists(_folder.PreviousPath));
    }

    [Fact]
    public void No_generation_with_what_is_a_credential_by_now_stays()
    {
        // Written by a version that did not know better.
        File().Save(Image(1, keys: ["k", "secret"]), "s", static _ => false, null);
        File().Save(Image(2, keys: ["k", "secret"]), "s", static _ => false, null);
        Assert.Equal((2L, 1L), (Current, Previous));

        Save(File(), Image(3));
        Assert.Equal((3L, null), (Current, Previous));
    }

    [Fact]
    public void Leftovers_of_killed_processes_are_deleted_when_they_are_old()
    {
        var (old, young, foreign) = (_folder.FilePath + ".1.tmp", _folder.FilePath + ".2.tmp", Path.Combine(_folder.FolderPath, "else.tmp"));
        foreach (var path in (string[])[old, young, foreign])
        {
            System.IO.File.WriteAllText(path, string.Empty);
            System.IO.File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime.AddHours(path == young ? 0 : -2));
        }

        Save(File(), Image(1));
        Assert.Equal(["else.tmp", "options.json", "options.json.2.tmp"], _folder.Names);
    }

    [Fact]
    public void A_missing_folder_is_made_for_its_owner_only()
    {
        var path = Path.Combine(_folder.FolderPath, "new", "options.json");
        Save(new(path, "default", _time), Image(1));
        Assert.True(System.IO.File.Exists(path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        }
    }

    [Fact]
    public void Both_generations_are_for_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The file system has no modes.");
            return;
        }

        Save(File(), Image(1));
        Save(File(), Image(2));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(_folder.FilePath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(_folder.PreviousPath));
    }

    [Fact]
    public void A_folder_that_everybody_may_write_to_is_refused_for_reading_and_writing()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The file system has no modes.");
            return;
        }

        Save(File(), Image(1));
        System.IO.File.SetUnixFileMode(_folder.FolderPath, System.IO.File.GetUnixFileMode(_folder.FolderPath) | UnixFileMode.OtherWrite | UnixFileMode.StickyBit);
        Assert.Throws<InvalidDataException>(() => File().Read(_folder.FilePath));
        Assert.Throws<InvalidDataException>(() => Save(File(), Image(2)));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_may_write_is_refused_and_replaced(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The file system has no modes.");
            return;
        }

        Save(File(), Image(9));
        System.IO.File.SetUnixFileMode(_folder.FilePath, System.IO.File.GetUnixFileMode(_folder.FilePath) | mode);
        Assert.Throws<InvalidDataException>(() => File().Read(_folder.FilePath));
        Assert.Equal(LastKnownGoodSaveOutcome.Saved, Save(File(), Image(1)));
        Assert.Equal((1L, null), (Current, Previous));
    }

    [Fact]
    public void A_file_of_another_user_is_refused()
    {
        Save(File(), Image(1));
        GiveAway(_folder.FilePath);
        Assert.Contains("another user", Assert.Throws<InvalidDataException>(() => File().Read(_folder.FilePath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_another_user_is_refused()
    {
        Save(File(), Image(1));
        GiveAway(_folder.FolderPath);
        Assert.Throws<InvalidDataException>(() => File().Read(_folder.FilePath));
        Assert.Throws<InvalidDataException>(() => Save(File(), Image(2)));
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_even_read()
    {
        using (var stream = System.IO.File.Create(_folder.FilePath))
        {
            stream.SetLength(LastKnownGoodFormat.MaximumFileBytes + 1L);
        }

        Assert.Throws<InvalidDataException>(() => File().Read(_folder.FilePath));
    }

    [Fact]
    public async Task Processes_that_share_a_file_never_find_it_torn_and_leave_nothing_else_behind()
    {
        using var ended = new CancellationTokenSource();
        var token = TestContext.Current.CancellationToken;
        Save(File(), Image(1));
        var reader = Task.Run(
            () =>
            {
                while (!ended.IsCancellationRequested)
                {
                    Assert.NotNull(Current);
                    _ = Previous;
                }
            },
            token);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(
            () =>
            {
                var file = File();
                for (var revision = 2; revision <= 60; revision++)
                {
                    Save(file, Image(revision));
                }
            },
            token)));
        await ended.CancelAsync();
        await reader;
        Save(File(), Image(60));
        Assert.Equal(60, Current);
        Assert.Equal(["options.json", "options.json.previous"], _folder.Names);
    }

    private static void GiveAway(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can give files away.");
        using var process = Process.Start("chown", ["12345", path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
