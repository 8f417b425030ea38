namespace OptionsSdk.Redis.Tests;

public sealed class GarnetScriptsFleetTests(Servers servers) : RedisFleetContract(() => servers.GarnetAddressAsync(), RedisWriteMode.Scripts);
