using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Tests;

/// <summary>A test with a namespace of its own on the server that all tests share.</summary>
public abstract class RedisTest(Servers servers) : IAsyncLifetime
{
    private readonly List<RedisOptionCache> _caches = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected string Namespace { get; } = Servers.NewNamespace();

    /// <summary>The image's key, as the README names it.</summary>
    protected string ImageKey => $"opt:{{{Namespace}}}:s";

    protected string Channel => $"opt:{{{Namespace}}}:c";

    protected string Address { get; private set; } = string.Empty;

    /// <summary>Somebody else who can do everything with Redis.</summary>
    protected IDatabase Redis { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Address = await servers.RedisAddressAsync();
        Redis = (await servers.AdministratorAsync()).GetDatabase();
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var cache in _caches)
        {
            await cache.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected RedisOptionCache Open(RedisOptionCacheSettings? settings = null, string? configuration = null, TimeProvider? time = null)
    {
        var cache = new RedisOptionCache(configuration ?? Address, settings ?? Settings(), timeProvider: time);
        _caches.Add(cache);
        return cache;
    }

    protected RedisOptionCacheSettings Settings(
        OptionCacheMode mode = OptionCacheMode.Standard,
        RedisWriteMode writes = RedisWriteMode.Scripts,
        byte[]? key = null,
        byte[]? previousKey = null,
        Func<Task>? beforeCompareAndSet = null,
        Func<Task>? beforeReplace = null,
        TimeSpan? timeout = null) => new()
        {
            Namespace = Namespace,
            Mode = mode,
            WriteMode = writes,
            SigningKey = key,
            PreviousSigningKey = previousKey,
            CommandTimeout = timeout ?? Servers.Patience,
            ImageTimeout = timeout ?? Servers.Patience,
            BeforeCompareAndSet = beforeCompareAndSet,
            BeforeReplace = beforeReplace,
        };

    protected static StorePosition Position(long revision) => new(1, revision, new Guid((int)revision, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));

    protected static StoreRow Row(string key, string? value, long revision) => new(key, value, revision, DateTime.UnixEpoch, null, OptionChannel.Unknown, null);

    protected static StoreImage Image(long revision, params StoreRow[] rows) => StoreImage.From(Position(revision), rows);

    protected static StoreDelta Delta(long from, long to, params StoreRow[] rows) => new(Position(from), Position(to), false, [.. rows]);

    /// <summary>Waits until something holds.</summary>
    protected static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        var end = TimeProvider.System.GetTimestamp();
        while (!await isDone())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(end) < TimeSpan.FromSeconds(60), "It did not happen within a minute.");
            await Task.Delay(20, Cancellation);
        }
    }
}
