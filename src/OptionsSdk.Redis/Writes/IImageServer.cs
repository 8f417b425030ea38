using OptionsSdk.Redis.Images;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Writes;

/// <summary>What is asked of Redis. Each write is one compare-and-set that may be repeated or come late without harm.</summary>
internal interface IImageServer
{
    /// <summary>Reads named fields of the head and perhaps of one row.</summary>
    /// <exception cref="ImageFormatException">They are larger than such fields may be.</exception>
    Task<RedisValue[]> ReadFieldsAsync(IDatabase database, RedisKey key, RedisValue[] names);

    /// <summary>Reads the whole image at one moment; no fields if there is none.</summary>
    /// <exception cref="ImageFormatException">It is larger than an image may be.</exception>
    Task<HashEntry[]> ReadAsync(IDatabase database);

    /// <summary>Applies a change to the image that stands exactly where the change starts.</summary>
    Task<ApplyReply> ApplyAsync(IDatabase database, ImageChange change);

    /// <summary>Puts some fields into a staged image and gives it time to live.</summary>
    Task StageAsync(IDatabase database, RedisKey staging, HashEntry[] fields);

    /// <summary>Puts a staged image in the place of an older one.</summary>
    Task<ApplyReply> ReplaceAsync(IDatabase database, RedisKey staging, int fieldCount, StorePosition position);

    /// <summary>Moves the position that is kept without an image.</summary>
    Task<ApplyReply> MoveAsync(IDatabase database, StorePosition position);

    /// <summary>Removes an image whose head is exactly the given one.</summary>
    /// <returns>Whether it was removed.</returns>
    Task<bool> RemoveAsync(IDatabase database, RedisKey key, RedisValue[] head);
}
