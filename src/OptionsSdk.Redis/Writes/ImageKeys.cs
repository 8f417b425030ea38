using System.Globalization;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Writes;

/// <summary>The keys of one namespace. All are in the same slot of a cluster.</summary>
internal sealed class ImageKeys(string ns)
{
    /// <summary>How long a staged image that nobody put in place stays.</summary>
    public static readonly TimeSpan StagingLifetime = TimeSpan.FromSeconds(60);

    /// <summary>The image: one hash, without a time to live.</summary>
    public RedisKey Image { get; } = $"opt:{{{ns}}}:s";

    /// <summary>The position alone, where values are kept out of Redis. Never the image's key: without its rows it would say that no option has a value.</summary>
    public RedisKey Position { get; } = $"opt:{{{ns}}}:h";

    /// <summary>What the processes of the fleet say about themselves.</summary>
    public RedisKey Fleet { get; } = $"opt:{{{ns}}}:n";

    /// <summary>The channel of committed revisions.</summary>
    public RedisChannel Channel { get; } = RedisChannel.Literal($"opt:{{{ns}}}:c");

    /// <summary>A key for an image on its way.</summary>
    public RedisKey NewStaging() => string.Create(CultureInfo.InvariantCulture, $"opt:{{{ns}}}:t:{Guid.NewGuid():N}");
}
