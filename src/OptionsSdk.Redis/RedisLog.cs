using Microsoft.Extensions.Logging;
using OptionsSdk.Store;

namespace OptionsSdk.Redis;

/// <summary>The log messages of the Redis cache: event ids 5440 to 5459. Names of fields, never values.</summary>
internal static partial class RedisLog
{
    public const int BreakerOpenedId = 5440;
    public const int ImageRefusedId = 5442;
    public const int SignalIgnoredId = 5444;
    public const int NotSubscribedId = 5448;
    public const int FleetEntryIgnoredId = 5449;

    [LoggerMessage(
        EventId = BreakerOpenedId,
        Level = LogLevel.Warning,
        Message = "{Cache} does not answer and is not asked for {Milliseconds} ms. Values and writes do not depend on it; changes arrive by the sync.")]
    public static partial void BreakerOpened(this ILogger logger, string cache, long milliseconds, Exception? exception);

    [LoggerMessage(EventId = 5441, Level = LogLevel.Information, Message = "{Cache} answers again.")]
    public static partial void BreakerClosed(this ILogger logger, string cache);

    [LoggerMessage(
        EventId = ImageRefusedId,
        Level = LogLevel.Error,
        Message = "{Cache} holds an image that this library did not write. It is not used, and the next repair replaces it.")]
    public static partial void ImageRefused(this ILogger logger, string cache, Exception exception);

    [LoggerMessage(EventId = 5443, Level = LogLevel.Warning, Message = "{Cache} lost an image that was refused, to be replaced from the database.")]
    public static partial void RefusedImageRemoved(this ILogger logger, string cache);

    [LoggerMessage(
        EventId = SignalIgnoredId,
        Level = LogLevel.Warning,
        Message = "{Cache} passed on a message that is no revision. Somebody else publishes on the channel of the options.")]
    public static partial void SignalIgnored(this ILogger logger, string cache);

    [LoggerMessage(EventId = 5445, Level = LogLevel.Error, Message = "A watcher of {Cache} failed.")]
    public static partial void WatcherFailed(this ILogger logger, string cache, Exception exception);

    [LoggerMessage(EventId = 5446, Level = LogLevel.Debug, Message = "Closing the connection to {Cache} failed.")]
    public static partial void CloseFailed(this ILogger logger, string cache, Exception exception);

    [LoggerMessage(EventId = 5447, Level = LogLevel.Debug, Message = "{Cache} was moved to {Position}.")]
    public static partial void Moved(this ILogger logger, string cache, StorePosition position);

    [LoggerMessage(
        EventId = NotSubscribedId,
        Level = LogLevel.Warning,
        Message = "{Cache} takes no subscription at the moment. The sync tick finds changes meanwhile; the subscription is tried again.")]
    public static partial void NotSubscribed(this ILogger logger, string cache, Exception exception);

    [LoggerMessage(
        EventId = FleetEntryIgnoredId,
        Level = LogLevel.Warning,
        Message = "{Cache} holds something about a process that no process said: the field {Field} {Problem}. It is left out.")]
    public static partial void FleetEntryIgnored(this ILogger logger, string cache, string field, string problem);
}
