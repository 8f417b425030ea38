using OptionsSdk.Store;
using OptionsSdk.Store.Contracts;

namespace OptionsSdk.Redis.Tests;

/// <summary>The contract of fleets, on a server.</summary>
public abstract class RedisFleetContract(Func<Task<string>> start, RedisWriteMode writes, byte[]? key = null) : OptionFleetContract
{
    private readonly string _namespace = Servers.NewNamespace();
    private readonly List<RedisOptionCache> _opened = [];

    protected override async Task<IOptionFleet> OpenAsync()
    {
        var cache = new RedisOptionCache(await start(), new()
        {
            Namespace = _namespace,
            WriteMode = writes,
            SigningKey = key,
            CommandTimeout = Servers.Patience,
            ImageTimeout = Servers.Patience,
        });
        _opened.Add(cache);
        return cache;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var cache in _opened)
        {
            await cache.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
