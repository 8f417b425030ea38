namespace OptionsSdk.Redis.Tests;

public sealed class RedisTransactionsFleetTests(Servers servers) : RedisFleetContract(() => servers.RedisAddressAsync(), RedisWriteMode.Transactions);
