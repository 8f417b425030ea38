using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Images;

/// <summary>A delta as fields to set, the new head's among them, and fields to delete.</summary>
internal sealed record ImageChange(StorePosition From, StorePosition To, List<HashEntry> Sets, List<RedisValue> Deletes);
