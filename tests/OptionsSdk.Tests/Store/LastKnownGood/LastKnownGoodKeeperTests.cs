using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using OptionsSdk.Store;
using OptionsSdk.Store.LastKnownGood;
using OptionsSdk.Tests.Manager;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Store.LastKnownGood;

/// <summary>When the file is written, and what a file that cannot be written does to everything else: nothing.</summary>
public sealed class LastKnownGoodKeeperTests : IDisposable
{
    private static readonly AsyncLocal<List<string>?> Mine = new();
    private readonly StateFolder _folder = new();

    private static CancellationToken Token => KeepingProcess.Token;

    public void Dispose() => _folder.Dispose();

    private LastKnownGoodKeeper Keeper(ManagerFixture fixture, FullDisk disk, FakeTimeProvider time, RecordingLogger log) =>
        new(fixture.Store, new(_folder.FilePath, "default", time) { CreateTemporary = disk.Create }, time, log);

    [Fact]
    public async Task Changes_of_one_second_are_saved_once()
    {
        await using var fixture = new ManagerFixture();
        var (disk, time, log) = (new FullDisk(), new FakeTimeProvider(), new RecordingLogger());
        await using var keeper = Keeper(fixture, disk, time, log);
        for (var port = 80; port < 90; port++)
        {
            await fixture.Options.SetPortAsync(port, cancellationToken: Token);
        }

        Assert.Equal(0, disk.FilesMade);
        await OptionStoreFixture.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(0.5));
            return File.Exists(_folder.FilePath);
        });
        await keeper.DisposeAsync();
        Assert.Equal(1, disk.FilesMade);
        Assert.Equal(10, Read(_folder.FilePath));
        Assert.False(File.Exists(_folder.PreviousPath));
    }

    [Fact]
    public async Task What_is_not_saved_yet_is_saved_at_the_end()
    {
        await using var fixture = new ManagerFixture();
        var keeper = Keeper(fixture, new(), new(), new());
        await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        Assert.False(File.Exists(_folder.FilePath));
        await keeper.DisposeAsync();
        Assert.Equal(1, Read(_folder.FilePath));
    }

    [Fact]
    public async Task Nothing_is_written_while_nothing_changes()
    {
        await using var process = new KeepingProcess(_folder);
        await process.StartAsync();
        await process.Options.SetPortAsync(80, cancellationToken: Token);
        await process.TickUntilAsync(() => process.Saved is { Position.Revision: 1 });
        File.Delete(_folder.FilePath);
        var reads = process.Database.ReadCalls;
        await process.TickUntilAsync(() => process.Database.ReadCalls > reads + 3);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_full_disk_is_told_once_and_harms_neither_file_nor_writes()
    {
        await using var fixture = new ManagerFixture();
        var (disk, time, log) = (new FullDisk(), new FakeTimeProvider(), new RecordingLogger());
        await using (Keeper(fixture, disk, time, log))
        {
            await fixture.Options.SetPortAsync(80, cancellationToken: Token);
        }

        disk.Room = 10;
        await using var keeper = Keeper(fixture, disk, time, log);
        foreach (var port in (int[])[81, 82, 83])
        {
            Assert.True((await fixture.Options.SetPortAsync(port, cancellationToken: Token)).LocallyVisible);
            var files = disk.FilesMade;
            await OptionStoreFixture.UntilAsync(() =>
            {
                time.Advance(TimeSpan.FromSeconds(0.5));
                return disk.FilesMade > files;
            });
        }

        await OptionStoreFixture.UntilAsync(() => log.Of(1022).Count() >= 2);
        Assert.Single(log.Of(1021));
        Assert.Equal(1, Read(_folder.FilePath));

        disk.Room = null;
        await keeper.DisposeAsync();
        Assert.Equal(4, Read(_folder.FilePath));
    }

    [Fact]
    public async Task A_save_that_failed_is_tried_again_by_the_next_tick()
    {
        await using var process = new KeepingProcess(_folder);
        Directory.CreateDirectory(_folder.FilePath);
        await process.StartAsync();
        await process.Options.SetPortAsync(80, cancellationToken: Token);
        await process.TickUntilAsync(() => process.Log.Of(1021).Any());
        Directory.Delete(_folder.FilePath);
        await process.TickUntilAsync(() => process.Saved is { Position.Revision: 1 });
    }

    [Fact]
    public async Task A_folder_that_is_not_safe_does_not_stop_a_start()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The file system has no modes.");
            return;
        }

        File.SetUnixFileMode(_folder.FolderPath, File.GetUnixFileMode(_folder.FolderPath) | UnixFileMode.OtherWrite);
        await using var process = new KeepingProcess(_folder);
        await process.StartAsync();
        await process.Options.SetPortAsync(80, cancellationToken: Token);
        await process.TickUntilAsync(() => process.Log.Of(1021).Any());
        Assert.Empty(_folder.Names);
        Assert.Equal(80, process.Options.Port);
    }

    [Fact]
    public async Task Nothing_is_saved_that_the_database_has_not_confirmed()
    {
        var cache = new FaultyCache();
        var position = new StorePosition(7, 99, Guid.NewGuid());
        await cache.Inner.PutAsync(StoreImage.From(position, [new("test.port", "80", 99, DateTime.UnixEpoch, null, OptionChannel.Unknown, null)]), Token);
        await using (var process = new KeepingProcess(_folder, cache: cache))
        {
            await process.StartWithoutDatabaseAsync();
            Assert.Equal(80, process.Options.Port);
        }

        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task Nothing_is_saved_while_nobody_has_declared_anything()
    {
        var database = new FakeOptionDatabase();
        database.CommitDirectly(new StoreWrite("test.password", "\"hunter2\""));
        await using (var store = new OptionStore(database, settings: new() { LastKnownGoodFile = _folder.FilePath }))
        {
            await store.StartAsync(Token);
        }

        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_process_that_is_behind_asks_the_database_before_it_touches_a_file_that_is_ahead()
    {
        var server = new FakeDatabaseServer();
        await using var behind = new KeepingProcess(_folder, server);
        behind.Server.LosesSignals = true;
        await behind.StartAsync();
        await using (var ahead = new KeepingProcess(_folder, server))
        {
            await ahead.StartAsync();
            await ahead.Options.SetPortAsync(80, cancellationToken: Token);
        }

        Assert.Equal(1, behind.Saved!.Position.Revision);
        await behind.Store.StopAsync(Token);
        Assert.Equal((1L, 80), (behind.Saved!.Position.Revision, behind.Options.Port));
        Assert.Empty(behind.Log.Of(1023));
    }

    [Fact]
    public async Task Saves_and_loads_are_counted_by_result()
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name.StartsWith("options.store.last_known_good", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(static (instrument, count, tags, _) => Mine.Value?.Add($"{instrument.Name[^5..]} {count} {tags[0].Value}"));
        listener.Start();

        // Tests that run beside this one use the same meter.
        var mine = new List<string>();
        Mine.Value = mine;
        await using var fixture = new ManagerFixture();
        var disk = new FullDisk { Room = 0 };
        foreach (var port in (int[])[80, 81])
        {
            await using (var keeper = Keeper(fixture, disk, new(), new()))
            {
                keeper.Load();
                await fixture.Options.SetPortAsync(port, cancellationToken: Token);
            }

            disk.Room = null;
        }

        await using (var keeper = Keeper(fixture, disk, new(), new()))
        {
            await File.AppendAllTextAsync(_folder.FilePath, "x", Token);
            keeper.Load();
        }

        Mine.Value = null;
        Assert.Equal(["loads 1 missing", "saves 1 failed", "loads 1 missing", "saves 1 saved", "loads 1 refused", "loads 1 missing", "saves 1 saved"], mine);
    }

    private static long Read(string path)
    {
        var text = File.ReadAllText(path);
        var start = text.IndexOf("\"rev\":", StringComparison.Ordinal) + "\"rev\":".Length;
        return long.Parse(text[start..text.IndexOf(',', start)], CultureInfo.InvariantCulture);
    }
}
