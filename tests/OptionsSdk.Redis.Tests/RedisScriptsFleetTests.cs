namespace OptionsSdk.Redis.Tests;

public sealed class RedisScriptsFleetTests(Servers servers) : RedisFleetContract(() => servers.RedisAddressAsync(), RedisWriteMode.Scripts);
