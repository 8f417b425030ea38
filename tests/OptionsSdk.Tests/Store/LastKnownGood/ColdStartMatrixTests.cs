using System.Globalization;
using OptionsSdk.Errors;
using OptionsSdk.Store;
using OptionsSdk.Store.LastKnownGood;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Store.LastKnownGood;

/// <summary>Every start with every state of database, cache and file: which value it has, from where, and that it ends at the database's.</summary>
public sealed class ColdStartMatrixTests
{
    private const int InDatabase = 13;
    private const int InCache = 12;
    private const int InFile = 11;
    private const int InLostHistory = 99;
    private const int Default = 25;

    public enum DatabaseState
    {
        Up,
        Down,
        Slow,
    }

    public enum CacheState
    {
        Holds,
        Empty,
        Down,
    }

    public enum FileState
    {
        None,
        Holds,
        Corrupt,
        OlderEpoch,
        LostHistory,
        OtherNamespace,
        Oversize,
    }

    public static TheoryData<DatabaseState, CacheState, FileState, string> Starts
    {
        get
        {
            var data = new TheoryData<DatabaseState, CacheState, FileState, string>();
            foreach (var database in Enum.GetValues<DatabaseState>())
            {
                foreach (var cache in Enum.GetValues<CacheState>())
                {
                    foreach (var file in Enum.GetValues<FileState>())
                    {
                        foreach (var mode in (ReadOnlySpan<string>)["background", "wait", "required"])
                        {
                            data.Add(database, cache, file, mode);
                        }
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task A_start_takes_the_best_that_it_can_have_and_ends_at_the_databases_state(
        DatabaseState databaseState, CacheState cacheState, FileState fileState, string mode)
    {
        using var folder = new StateFolder();
        var server = new FakeDatabaseServer();
        var writer = new FakeOptionDatabase(server);
        var file = Image(writer.CommitDirectly(new StoreWrite("test.port", $"{InFile}")).Delta.To, InFile);
        var cached = Image(writer.CommitDirectly(new StoreWrite("test.port", $"{InCache}")).Delta.To, InCache);
        writer.CommitDirectly(new StoreWrite("test.port", $"{InDatabase}"));
        Place(folder, fileState, file, server.Head);
        var cache = new FaultyCache { FailReads = cacheState == CacheState.Down, FailWrites = cacheState == CacheState.Down };
        if (cacheState != CacheState.Empty)
        {
            await cache.Inner.PutAsync(cached, KeepingProcess.Token);
        }

        await using var process = new KeepingProcess(folder, server, cache, Mode(mode));
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Database.FailReads = databaseState == DatabaseState.Down;
        process.Database.BeforeRead = databaseState == DatabaseState.Slow ? () => open.Task : null;

        var start = process.StartAsync();
        await process.TickUntilAsync(() => start.IsCompleted || (mode == "required" && process.Database.TotalCalls > 0));
        if (databaseState == DatabaseState.Up)
        {
            await start;
        }
        else if (mode == "required" && databaseState == DatabaseState.Down)
        {
            await process.TickUntilAsync(() => start.IsCompleted);
            await Assert.ThrowsAsync<OptionStartupException>(() => start);
        }
        else if (mode != "required")
        {
            await start;
            var (value, source) = Expected(cacheState, fileState);
            await process.TickUntilAsync(() => process.Options.Port == value);
            Assert.Equal(source, process.Store.ImageSource);
            Assert.NotEqual(StoreState.Fresh, process.Store.State);
            Assert.NotEqual(InLostHistory == value ? Default : InLostHistory, process.Options.Port);
        }

        // Whatever it began with, it ends where the database stands, in every copy.
        process.Database.FailReads = false;
        open.TrySetResult();
        cache.FailReads = cache.FailWrites = false;
        if (mode == "required" && databaseState == DatabaseState.Down)
        {
            await process.StartAsync();
        }

        await start.ContinueWith(static _ => { }, KeepingProcess.Token, TaskContinuationOptions.None, TaskScheduler.Default);
        await process.TickUntilAsync(() => process.Store.State == StoreState.Fresh
            && process.Options.Port == InDatabase
            && process.Store.ImageSource == StoreImageSource.Database
            && process.Store.Image.Position == server.Head
            && Saved(process) == server.Head
            && Position(cache) == server.Head);
        Assert.InRange(server.Head.Epoch, 1, fileState == FileState.LostHistory ? 2 : 1);
    }

    private static (int Value, StoreImageSource Source) Expected(CacheState cache, FileState file)
    {
        var hasCache = cache == CacheState.Holds;
        return file switch
        {
            // The file says how far the process had come: a cache that is behind it is ignored.
            FileState.LostHistory => (InLostHistory, StoreImageSource.LastKnownGood),
            FileState.Holds or FileState.OlderEpoch when !hasCache => (InFile, StoreImageSource.LastKnownGood),
            _ when hasCache => (InCache, StoreImageSource.Cache),
            _ => (Default, default),
        };
    }

    private static StoreImage Image(StorePosition position, int port) => StoreImage.From(
        position,
        [new("test.port", port.ToString(CultureInfo.InvariantCulture), position.Revision, DateTime.UnixEpoch, null, OptionChannel.Unknown, null)]);

    private static StorePosition? Position(FaultyCache cache) => cache.Inner.ReadPositionAsync(KeepingProcess.Token).AsTask().GetAwaiter().GetResult();

    private static StorePosition? Saved(KeepingProcess process)
    {
        try
        {
            return process.Saved?.Position;
        }
        catch (InvalidDataException)
        {
            // Not replaced yet.
            return null;
        }
    }

    private static StartupMode Mode(string mode) => mode switch
    {
        "background" => StartupMode.Background,
        "wait" => StartupMode.WaitFor(TimeSpan.FromSeconds(3)),
        _ => StartupMode.Required,
    };

    private static void Place(StateFolder folder, FileState state, StoreImage image, StorePosition head)
    {
        byte[]? content = state switch
        {
            FileState.None => null,
            FileState.OtherNamespace => Write("other", image),
            FileState.OlderEpoch => Write("default", Image(image.Position with { Epoch = 0 }, InFile)),
            FileState.LostHistory => Write("default", Image(new(head.Epoch, head.Revision + 6, Guid.NewGuid()), InLostHistory)),
            FileState.Oversize => new byte[LastKnownGoodFormat.MaximumFileBytes + 1],
            _ => Write("default", image),
        };
        if (state == FileState.Corrupt)
        {
            content![^3] ^= 1;
        }

        if (content is not null)
        {
            File.WriteAllBytes(folder.FilePath, content);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder.FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    private static byte[] Write(string ns, StoreImage image) => LastKnownGoodFormat.Write(ns, image, "abc", DateTime.UnixEpoch);
}
