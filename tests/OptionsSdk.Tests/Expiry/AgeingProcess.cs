using OptionsSdk.Generated;
using OptionsSdk.Store;
using OptionsSdk.Tests.Manager;
using OptionsSdk.Tests.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Expiry;

/// <summary>A manager with options that expire, on a store that asks the database only when the test does, with clocks that only the test moves.</summary>
internal sealed class AgeingProcess : IAsyncDisposable
{
    public static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public AgeingProcess(
        FakeDatabaseServer? server = null,
        FaultyCache? cache = null,
        ReloadableSettings? settings = null,
        OptionRegistry? registry = null,
        OptionManagerSettings? managerSettings = null,
        OptionStoreSettings? storeSettings = null)
    {
        Database = new(server);
        Settings = settings ?? new();
        Store = new(Database, cache ?? new(), storeSettings ?? new() { FullReconcileInterval = TimeSpan.FromDays(30) }, Time, StoreLog);
        Manager = new(registry ?? new OptionRegistry().Add<AgeingOptions>(), Store, Settings.Root, managerSettings, Time, Log);
    }

    public static CancellationToken Token => ManagerFixture.Token;

    public TwoClocks Time { get; } = new();

    public FakeOptionDatabase Database { get; }

    public ReloadableSettings Settings { get; }

    public OptionStore Store { get; }

    public RecordingLogger StoreLog { get; } = new();

    public ManagerFixture.RecordingManagerLogger Log { get; } = new();

    public OptionManager Manager { get; }

    public AgeingOptions Options => Manager.Group<AgeingOptions>();

    /// <summary>Whether an accessor of a number goes the fast way.</summary>
    public bool IsFast(int word) => ((IOptionGroup)Options).Words32[word] != OptionWord.Poison32;

    /// <summary>Stores values as another process would, and reads them.</summary>
    public async Task StoreAsync(params (string Key, string Json)[] values)
    {
        Database.CommitDirectly([.. values.Select(static value => new StoreWrite(value.Key, value.Json))]);
        await ConfirmAsync();
    }

    public Task ConfirmAsync() => Store.PullAsync(cancellationToken: Token).AsTask();

    public async ValueTask DisposeAsync()
    {
        Manager.Dispose();
        await Store.DisposeAsync();
    }
}
