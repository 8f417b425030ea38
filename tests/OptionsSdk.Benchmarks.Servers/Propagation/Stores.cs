using OptionsSdk.PostgreSql;
using OptionsSdk.Redis;
using OptionsSdk.Store;

namespace OptionsSdk.Benchmarks.Servers.Propagation;

/// <summary>Stores as both processes make them.</summary>
internal static class Stores
{
    public static PostgreSqlOptionDatabase Database(Way way, string postgreSql) => new(postgreSql, new() { Listen = way == Way.Notify });

    public static RedisOptionCache? Cache(Way way, string redis) =>
        way == Way.Notify
            ? null
            : new(redis, new() { Mode = way == Way.RedisReadThrough ? OptionCacheMode.ReadThrough : OptionCacheMode.Standard });
}
