using OptionsSdk.Store;
using OptionsSdk.Tests.Manager;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Store.LastKnownGood;

/// <summary>What a process starts with from a file that another one left.</summary>
public sealed class LastKnownGoodStartTests : IDisposable
{
    private readonly StateFolder _folder = new();
    private readonly FakeDatabaseServer _server = new();

    private static CancellationToken Token => KeepingProcess.Token;

    public void Dispose() => _folder.Dispose();

    private KeepingProcess Process(FaultyCache? cache = null, StartupMode? mode = null, FakeDatabaseServer? server = null) =>
        new(_folder, server ?? _server, cache, mode);

    /// <summary>A process that lived, wrote and ended.</summary>
    private async Task LiveAsync(Func<KeepingProcess, Task> work)
    {
        await using var process = Process();
        await process.StartAsync();
        await work(process);
    }

    private Task WriteAsync(int port) => LiveAsync(process => process.Options.SetPortAsync(port, by: "ops", cancellationToken: Token).AsTask());

    [Fact]
    public async Task Without_the_database_a_process_starts_with_what_was_confirmed_last()
    {
        await WriteAsync(80);
        await using var process = Process();
        await process.StartWithoutDatabaseAsync();
        Assert.Equal(80, process.Options.Port);
        Assert.Equal((StoreState.Stale, StoreImageSource.LastKnownGood, null), (process.Store.State, process.Store.ImageSource, process.Store.LastConfirmed));
        Assert.Single(process.Log.Of(1019));
    }

    [Fact]
    public async Task Such_a_process_does_not_wait_for_a_database_that_hangs()
    {
        await WriteAsync(80);
        await using var process = Process();
        using var gate = new ReadGate(process.Database);
        await process.StartAsync();
        Assert.Equal(80, process.Options.Port);
        await gate.Reached;
    }

    [Fact]
    public async Task The_explanation_names_the_file_until_the_database_confirms()
    {
        await WriteAsync(80);
        await using var process = Process();
        await process.StartWithoutDatabaseAsync();
        var layer = process.Manager.Explain("test.port").Layers.Single(layer => layer.Source == OptionSource.Store);
        Assert.Equal((OptionLayerStatus.Winner, "80", "ops", 1L), (layer.Status, layer.Value, layer.UpdatedBy, layer.Revision));
        Assert.Equal("from the last-known-good file, not confirmed by the database", layer.Detail);
        var health = await new OptionHealthCheck(process.Manager).CheckHealthAsync(new(), Token);
        Assert.Contains("LastKnownGood", health.Description, StringComparison.Ordinal);

        await process.ConfirmAsync();
        Assert.Null(process.Manager.Explain("test.port").Layers.Single(layer => layer.Source == OptionSource.Store).Detail);
        Assert.Equal(StoreImageSource.Database, process.Store.ImageSource);
    }

    [Fact]
    public async Task What_was_deleted_meanwhile_is_gone_when_the_database_confirms()
    {
        await WriteAsync(80);
        await using var process = Process();
        await process.StartWithoutDatabaseAsync();
        process.Database.CommitDirectly(new StoreWrite("test.port", null));
        await process.ConfirmAsync();
        Assert.Equal(25, process.Options.Port);
        await process.TickUntilAsync(() => process.Saved!.Find("test.port") is null);
    }

    [Fact]
    public async Task A_file_of_another_history_survives_neither_in_the_process_nor_on_the_disk()
    {
        await LiveAsync(async process =>
        {
            for (var port = 80; port < 85; port++)
            {
                await process.Options.SetPortAsync(port, cancellationToken: Token);
            }
        });
        var other = new FakeDatabaseServer();
        await using var process = Process(server: other);
        await process.StartWithoutDatabaseAsync();
        Assert.Equal(84, process.Options.Port);
        process.Database.CommitDirectly(new StoreWrite("test.host", "\"new\""));
        await process.ConfirmAsync();
        Assert.Equal((25, "new"), (process.Options.Port, process.Options.Host));
        Assert.Single(process.Log.Of(1015));

        // The message is the last that the keeper does about it.
        await process.TickUntilAsync(() => process.Log.Of(1023).Any());
        Assert.Equal(other.Head, process.Saved!.Position);
        Assert.False(File.Exists(_folder.PreviousPath));
        Assert.Single(process.Log.Of(1023));
        Assert.Equal((1L, 1L), (other.Head.Epoch, other.Head.Revision));
    }

    [Fact]
    public async Task Credentials_are_never_written_to_the_file()
    {
        await LiveAsync(async process =>
        {
            await process.Options.SetPasswordAsync("hunter2", cancellationToken: Token);
            await process.Options.SetPortAsync(80, cancellationToken: Token);
        });
        Assert.All(Directory.EnumerateFiles(_folder.FolderPath), path => Assert.DoesNotContain("hunter2", File.ReadAllText(path), StringComparison.Ordinal));
        await using var process = Process();
        await process.StartWithoutDatabaseAsync();
        Assert.Equal((string.Empty, 80), (process.Options.Password, process.Options.Port));

        await process.ConfirmAsync();
        Assert.Equal("hunter2", process.Options.Password);
        Assert.Empty(process.Log.Of(1015));
    }

    [Fact]
    public async Task What_is_a_credential_by_now_is_not_taken_from_an_older_file()
    {
        await using (var older = new KeepingProcess(_folder, _server, registry: new()))
        {
            older.Manager.Register("test.password", string.Empty);
            await older.StartAsync();
            await older.Manager.SetAsync("test.password", "hunter2", cancellationToken: Token);
        }

        Assert.Contains("hunter2", await File.ReadAllTextAsync(_folder.FilePath, Token), StringComparison.Ordinal);
        await using var process = Process();
        await process.StartWithoutDatabaseAsync();
        Assert.Equal(string.Empty, process.Options.Password);

        await process.ConfirmAsync();
        await process.TickUntilAsync(() => process.Saved!.Find("test.password") is null);
        Assert.All(Directory.EnumerateFiles(_folder.FolderPath), path => Assert.DoesNotContain("hunter2", File.ReadAllText(path), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_what_is_declared_and_stored_is_kept()
    {
        await LiveAsync(async process =>
        {
            process.Database.CommitDirectly(new StoreWrite("foreign.secret", "\"x\""), new StoreWrite("test.local", "\"x\""), new StoreWrite("test.host", "\"x\""));
            await process.Store.PullAsync(cancellationToken: Token);
        });
        await using var process = Process();
        Assert.Equal(["test.host"], process.Saved!.Rows.Keys);
    }

    [Fact]
    public async Task Keys_of_legacy_prefixes_are_kept()
    {
        _ = new FakeOptionDatabase(_server).CommitDirectly(new StoreWrite("legacy:key", "1"));
        var store = new OptionStore(new FakeOptionDatabase(_server), settings: new() { LastKnownGoodFile = _folder.FilePath });
        using (var manager = new OptionManager(new(), store, settings: new() { LegacyPrefixes = ["legacy:"] }))
        {
            await store.StartAsync(Token);
            await store.DisposeAsync();
        }

        await using var process = Process();
        Assert.Equal(["legacy:key"], process.Saved!.Rows.Keys);
    }

    [Fact]
    public async Task A_value_that_does_not_fit_stays_at_its_last_good_one_over_a_restart()
    {
        await LiveAsync(async process =>
        {
            await process.Options.SetPortAsync(80, cancellationToken: Token);
            process.Database.CommitDirectly(new StoreWrite("test.port", "\"bad\""));
            await process.Store.PullAsync(cancellationToken: Token);
            Assert.Equal(80, process.Options.Port);
        });
        await using var process = Process();
        await process.StartAsync();
        await process.ConfirmAsync();
        Assert.Equal(80, process.Options.Port);
        Assert.Equal("\"bad\"", process.Store.Image.Find("test.port")!.Value);
        Assert.Equal("test.port", Assert.Single(process.Manager.InvalidValues).Option.Key);
    }

    [Fact]
    public async Task Values_of_the_file_obey_the_same_rules_as_any_other()
    {
        await using (var older = new KeepingProcess(_folder, _server, registry: new()))
        {
            older.Manager.Register("test.port", 1);
            await older.StartAsync();
            await older.Manager.SetAsync("test.port", 70000, cancellationToken: Token);
        }

        await using var process = Process();
        await process.StartWithoutDatabaseAsync();
        Assert.Equal(25, process.Options.Port);
        Assert.Equal("test.port", Assert.Single(process.Manager.InvalidValues).Option.Key);
    }

    [Fact]
    public async Task A_broken_file_is_told_and_the_generation_before_is_taken()
    {
        await LiveAsync(async process =>
        {
            await process.Options.SetPortAsync(80, cancellationToken: Token);
            await process.TickUntilAsync(() => process.Saved?.Position.Revision == 1);
            await process.Options.SetPortAsync(81, cancellationToken: Token);
        });
        var text = await File.ReadAllTextAsync(_folder.FilePath, Token);
        await File.WriteAllTextAsync(_folder.FilePath, text.Replace("81", "82", StringComparison.Ordinal), Token);
        await using var process = Process();
        await process.StartWithoutDatabaseAsync();
        Assert.Equal(80, process.Options.Port);
        Assert.Contains("changed", Assert.Single(process.Log.Of(1020)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_generation_that_can_be_used_defaults_answer()
    {
        await File.WriteAllTextAsync(_folder.FilePath, "{}", Token);
        await File.WriteAllBytesAsync(_folder.PreviousPath, [0xFF, 0x0A, 0x00], Token);
        await using var process = Process();
        await process.StartWithoutDatabaseAsync();
        Assert.Equal((25, StoreState.NotLoaded), (process.Options.Port, process.Store.State));
        Assert.Equal(2, process.Log.Of(1020).Count());
    }

    [Fact]
    public async Task A_cache_that_is_not_behind_the_file_is_preferred()
    {
        var cache = new MemoryOptionCache();
        await using (var first = Process(new(cache)))
        {
            await first.StartAsync();
            await first.Options.SetPasswordAsync("hunter2", cancellationToken: Token);
        }

        await using var process = Process(new(cache));
        await process.StartWithoutDatabaseAsync();
        await process.TickUntilAsync(() => process.Options.Password == "hunter2");
        Assert.Equal(StoreImageSource.Cache, process.Store.ImageSource);
    }

    [Fact]
    public async Task A_cache_that_is_behind_the_file_is_ignored()
    {
        var cache = new FaultyCache();
        await using (var first = Process(cache))
        {
            await first.StartAsync();
            await first.Options.SetPortAsync(80, cancellationToken: Token);
            cache.FailWrites = true;
            await first.Options.SetPortAsync(81, cancellationToken: Token);
        }

        await using var process = Process(new(cache.Inner));
        await process.StartWithoutDatabaseAsync();
        // The second question comes after the first round, the look into the cache included.
        await process.TickUntilAsync(() => process.Database.InitializeCalls >= 2);
        Assert.Equal((81, StoreImageSource.LastKnownGood), (process.Options.Port, process.Store.ImageSource));
    }

    [Fact]
    public async Task A_start_that_requires_the_database_is_not_content_with_the_file()
    {
        await WriteAsync(80);
        await using var process = Process(mode: StartupMode.Required);
        await Assert.ThrowsAsync<OptionsSdk.Errors.OptionStartupException>(process.StartWithoutDatabaseAsync);
    }

    [Fact]
    public async Task A_write_over_the_files_image_confirms_the_databases_rows_not_the_files()
    {
        await WriteAsync(80);
        await using var process = Process();
        await process.StartWithoutDatabaseAsync();
        process.Database.CommitDirectly(new StoreWrite("test.port", "443"));
        process.Database.FailReads = false;
        var result = await process.Options.SetHostAsync("relay", cancellationToken: Token);
        Assert.True(result.LocallyVisible);
        Assert.Equal((443, "relay"), (process.Options.Port, process.Options.Host));
    }
}
