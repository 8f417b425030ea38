using System.Collections.Concurrent;
using System.Globalization;
using OptionsSdk.PostgreSql;
using OptionsSdk.Redis;
using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>One process' store, behind a network of its own to each server.</summary>
internal sealed class ChaosNode : IAsyncDisposable
{
    private readonly RedisOptionCache _cache;
    private readonly IDisposable _following;

    private ChaosNode(TcpProxy database, TcpProxy cache, IOptionDatabase store, RedisOptionCache redis)
    {
        DatabaseNetwork = database;
        CacheNetwork = cache;
        _cache = redis;
        Store = new(store, redis, new() { SyncInterval = TimeSpan.FromSeconds(1), WriteRetryBudget = TimeSpan.FromSeconds(5) });
        _following = Store.Subscribe((_, image) => Installed.Enqueue(image));
    }

    public TcpProxy DatabaseNetwork { get; }

    public TcpProxy CacheNetwork { get; }

    public OptionStore Store { get; }

    /// <summary>The cache's other end, for reading what Redis holds as this process sees it.</summary>
    public RedisOptionCache Cache => _cache;

    /// <summary>Every image that the process served, in order.</summary>
    public ConcurrentQueue<StoreImage> Installed { get; } = new();

    public static ChaosNode Make(PostgreSqlServer server, RedisServer redis, string schema, Func<IOptionDatabase, IOptionDatabase> around)
    {
        var database = new TcpProxy(server.Port);
        var cache = new TcpProxy(redis.Port);
        var settings = new PostgreSqlOptionDatabaseSettings
        {
            Schema = schema,
            ReadTimeout = TimeSpan.FromSeconds(1),
            WriteTimeout = TimeSpan.FromSeconds(3),
            ListenKeepAlive = TimeSpan.FromSeconds(1),
        };
        var store = new PostgreSqlOptionDatabase($"{server.ConnectionString(port: database.Port)};Maximum Pool Size=6", settings);
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{cache.Port},connectTimeout=1000");
        return new(database, cache, around(store), new(address));
    }

    public async ValueTask DisposeAsync()
    {
        _following.Dispose();
        await Store.DisposeAsync();
        await _cache.DisposeAsync();
        await DatabaseNetwork.DisposeAsync();
        await CacheNetwork.DisposeAsync();
    }
}
