namespace OptionsSdk.Redis.Tests;

public sealed class RedisSignedFleetTests(Servers servers) : RedisFleetContract(() => servers.RedisAddressAsync(), RedisWriteMode.Scripts, Keys.First);
