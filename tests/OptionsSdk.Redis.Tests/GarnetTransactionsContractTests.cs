namespace OptionsSdk.Redis.Tests;

public sealed class GarnetTransactionsContractTests(Servers servers) : RedisContract(() => servers.GarnetAddressAsync())
{
    protected override RedisOptionCacheSettings Settings => new() { Namespace = Namespace, WriteMode = RedisWriteMode.Transactions, CommandTimeout = Servers.Patience, ImageTimeout = Servers.Patience };
}
