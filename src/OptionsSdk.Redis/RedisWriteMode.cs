namespace OptionsSdk.Redis;

/// <summary>How a <see cref="RedisOptionCache"/> changes an image only if it stands where it is expected.</summary>
public enum RedisWriteMode
{
    /// <summary>
    /// By Lua scripts, one round trip each: Redis and Valkey, and Garnet when it is started with <c>--lua --lua-transaction-mode</c> (without
    /// the second its scripts are not atomic).
    /// </summary>
    Scripts = 0,

    /// <summary>By WATCH, MULTI and EXEC, for servers or users that may not run scripts: two round trips.</summary>
    Transactions = 1,
}
