namespace OptionsSdk.Redis.Tests;

public sealed class RedisScriptsContractTests(Servers servers) : RedisContract(() => servers.RedisAddressAsync())
{
    protected override RedisOptionCacheSettings Settings => new() { Namespace = Namespace, CommandTimeout = Servers.Patience, ImageTimeout = Servers.Patience };
}
