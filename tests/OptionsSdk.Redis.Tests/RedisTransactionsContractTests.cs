namespace OptionsSdk.Redis.Tests;

public sealed class RedisTransactionsContractTests(Servers servers) : RedisContract(() => servers.RedisAddressAsync())
{
    protected override RedisOptionCacheSettings Settings => new() { Namespace = Namespace, WriteMode = RedisWriteMode.Transactions, CommandTimeout = Servers.Patience, ImageTimeout = Servers.Patience };
}
