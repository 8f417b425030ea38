using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OptionsSdk.Store;
using OptionsSdk.Tests.Store.Fakes;

namespace OptionsSdk.Tests.Manager;

/// <summary>One process: a manager on a store on a fake database that several fixtures may share.</summary>
internal sealed class ManagerFixture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public ManagerFixture(
        FakeDatabaseServer? server = null,
        ReloadableSettings? settings = null,
        OptionRegistry? registry = null,
        OptionManagerSettings? managerSettings = null,
        FaultyCache? cache = null,
        TimeProvider? time = null)
    {
        Database = new(server);
        Cache = cache ?? new();
        Store = new(Database, Cache);
        Settings = settings ?? new();
        Manager = new(registry ?? new OptionRegistry().Add<TestOptions>(), Store, Settings.Root, managerSettings, time, Log);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public FakeOptionDatabase Database { get; }

    public FakeDatabaseServer Server => Database.Server;

    public FaultyCache Cache { get; }

    public OptionStore Store { get; }

    public ReloadableSettings Settings { get; }

    public OptionManager Manager { get; }

    public RecordingManagerLogger Log { get; } = new();

    public TestOptions Options => Manager.Group<TestOptions>();

    public static async Task UntilAsync(Func<bool> condition)
    {
        var end = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, "The condition never came true.");
            await Task.Delay(2, Token);
        }
    }

    /// <summary>A second process on the same database.</summary>
    public ManagerFixture Another(ReloadableSettings? settings = null) => new(Server, settings);

    /// <summary>Stores JSON text as another process, or a hand, would: without any check.</summary>
    public async Task StoreRawAsync(string key, string? json)
    {
        Database.CommitDirectly(new StoreWrite(key, json));
        await Store.PullAsync(cancellationToken: Token);
    }

    public ValueTask DisposeAsync()
    {
        Manager.Dispose();
        return Store.DisposeAsync();
    }

    internal sealed class RecordingManagerLogger : ILogger<OptionManager>
    {
        public ConcurrentQueue<(int Id, LogLevel Level, string Message)> Entries { get; } = new();

        /// <summary>Runs after each entry; it may throw.</summary>
        public Action<int>? OnEntry { get; set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Entries.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
            OnEntry?.Invoke(eventId.Id);
        }
    }
}
