namespace OptionsSdk.Redis.Tests;

public sealed class GarnetTransactionsFleetTests(Servers servers) : RedisFleetContract(() => servers.GarnetAddressAsync(), RedisWriteMode.Transactions);
