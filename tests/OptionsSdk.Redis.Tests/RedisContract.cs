using OptionsSdk.Store;
using OptionsSdk.Store.Contracts;

namespace OptionsSdk.Redis.Tests;

/// <summary>The contract of caches, on a server.</summary>
public abstract class RedisContract(Func<Task<string>> start) : OptionCacheContract, IAsyncLifetime
{
    private readonly List<RedisOptionCache> _caches = [];
    private string _address = string.Empty;

    protected string Namespace { get; } = Servers.NewNamespace();

    protected override bool KeepsFills => false;

    protected abstract RedisOptionCacheSettings Settings { get; }

    public async ValueTask InitializeAsync() => _address = await start();

    protected override IOptionCache Open()
    {
        var cache = new RedisOptionCache(_address, Settings);
        lock (_caches)
        {
            _caches.Add(cache);
        }

        return cache;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cache in _caches)
        {
            await cache.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
