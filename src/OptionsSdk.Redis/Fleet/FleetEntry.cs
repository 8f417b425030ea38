using StackExchange.Redis;

namespace OptionsSdk.Redis.Fleet;

/// <summary>One field of the fleet's hash: a process and what it said.</summary>
internal readonly record struct FleetEntry(RedisValue Name, RedisValue Value);
