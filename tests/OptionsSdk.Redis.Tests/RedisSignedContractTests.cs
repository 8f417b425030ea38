namespace OptionsSdk.Redis.Tests;

public sealed class RedisSignedContractTests(Servers servers) : RedisContract(() => servers.RedisAddressAsync())
{
    protected override RedisOptionCacheSettings Settings => new() { Namespace = Namespace, SigningKey = Keys.First, CommandTimeout = Servers.Patience, ImageTimeout = Servers.Patience };
}
