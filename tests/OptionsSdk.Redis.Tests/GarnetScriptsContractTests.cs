namespace OptionsSdk.Redis.Tests;

public sealed class GarnetScriptsContractTests(Servers servers) : RedisContract(() => servers.GarnetAddressAsync())
{
    protected override RedisOptionCacheSettings Settings => new() { Namespace = Namespace, CommandTimeout = Servers.Patience, ImageTimeout = Servers.Patience };
}
