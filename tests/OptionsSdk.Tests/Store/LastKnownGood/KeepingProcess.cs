using Microsoft.Extensions.Time.Testing;
using OptionsSdk.Store;
using OptionsSdk.Store.LastKnownGood;
using OptionsSdk.Tests.Manager;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Store.LastKnownGood;

/// <summary>A process that keeps a last-known-good file: a manager on a store on a fake database, with a clock that only the test moves.</summary>
internal sealed class KeepingProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly StateFolder _folder;

    public KeepingProcess(StateFolder folder, FakeDatabaseServer? server = null, FaultyCache? cache = null, StartupMode? mode = null, OptionRegistry? registry = null)
    {
        _folder = folder;
        Database = new(server);
        Cache = cache ?? new();
        Store = new(
            Database,
            Cache,
            new() { FullReconcileInterval = TimeSpan.FromDays(30), LastKnownGoodFile = folder.FilePath, StartupMode = mode ?? StartupMode.Background },
            Time,
            Log);
        Manager = new(registry ?? new OptionRegistry().Add<TestOptions>(), Store);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    public RecordingLogger Log { get; } = new();

    public FakeOptionDatabase Database { get; }

    public FakeDatabaseServer Server => Database.Server;

    public FaultyCache Cache { get; }

    public OptionStore Store { get; }

    public OptionManager Manager { get; }

    public TestOptions Options => Manager.Group<TestOptions>();

    /// <summary>What the file holds, or null if there is none.</summary>
    public StoreImage? Saved => new LastKnownGoodFile(_folder.FilePath, "default", Time).Read(_folder.FilePath)?.Image;

    public Task StartAsync() => Store.StartAsync(Token).AsTask();

    /// <summary>Starts while the database does not answer.</summary>
    public Task StartWithoutDatabaseAsync()
    {
        Database.FailReads = true;
        return StartAsync();
    }

    /// <summary>The database answers again, and the process hears of it.</summary>
    public async Task ConfirmAsync()
    {
        Database.FailReads = false;
        await TickUntilAsync(() => Store.State == StoreState.Fresh);
    }

    public async Task TickUntilAsync(Func<bool> condition)
    {
        var end = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, "The condition never came true.");
            Time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.Delay(2, Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Manager.Dispose();
        await Store.DisposeAsync();
    }
}
