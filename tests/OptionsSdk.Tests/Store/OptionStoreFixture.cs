using Microsoft.Extensions.Time.Testing;
using OptionsSdk.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Store;

/// <summary>A store over fakes, with a clock that only the test moves, and the shorthand of writing to it.</summary>
internal sealed class OptionStoreFixture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public OptionStoreFixture(FakeDatabaseServer? server = null, FaultyCache? cache = null, OptionStoreSettings? settings = null, FakeTimeProvider? time = null)
    {
        Database = new(server);
        Cache = cache ?? new();
        Time = time ?? new FakeTimeProvider(DateTimeOffset.UtcNow);
        // The hourly comparison would hide what the ticks miss.
        Store = new(Database, Cache, settings ?? new() { FullReconcileInterval = TimeSpan.FromDays(30) }, Time, Log);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public FakeOptionDatabase Database { get; }

    public FakeDatabaseServer Server => Database.Server;

    public FaultyCache Cache { get; }

    public FakeTimeProvider Time { get; }

    public RecordingLogger Log { get; } = new();

    public OptionStore Store { get; }

    /// <summary>Where the cache stands, past its faults.</summary>
    public StorePosition? CachedPosition => Cache.Inner.ReadPositionAsync(Token).AsTask().GetAwaiter().GetResult();

    public static StoreCommit Commit(params StoreWrite[] writes) =>
        new(Guid.NewGuid(), [.. writes], OptionChannel.Unknown, "test", null, DateTime.UtcNow);

    /// <summary>The cache's answer, past its faults.</summary>
    public CacheLookup Cached(string key) => Cache.Inner.GetAsync(key, Token).AsTask().GetAwaiter().GetResult();

    /// <summary>Waits for a condition, generously.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        var end = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, "The condition never came true.");
            await Task.Delay(2, Token);
        }
    }

    /// <summary>A second process on the same database and cache.</summary>
    public OptionStoreFixture Another(MemoryOptionCache? cache = null) => new(Server, new(cache ?? Cache.Inner), time: Time);

    public ValueTask<StoreWriteResult> SetAsync(string key, string value) => Store.WriteAsync(Commit(new StoreWrite(key, value)), Token);

    public ValueTask<StoreWriteResult> DeleteAsync(string key) => Store.WriteAsync(Commit(new StoreWrite(key, null)), Token);

    /// <summary>Lets time go by in steps until a condition comes true, however late the worker sets its timers.</summary>
    public async Task AdvanceUntilAsync(TimeSpan step, Func<bool> condition)
    {
        var end = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, "The condition never came true.");
            Time.Advance(step);
            await Task.Delay(2, Token);
        }
    }

    public Task TickUntilAsync(Func<bool> condition) => AdvanceUntilAsync(TimeSpan.FromSeconds(1), condition);

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
