using Microsoft.Extensions.Logging;

namespace OptionsSdk.Store;

/// <summary>The store's log messages: event ids 1001 to 1099. Keys, never values.</summary>
internal static partial class StoreLog
{
    public const int CacheReadFailedId = 1001;
    public const int DatabaseReadFailedId = 1002;
    public const int CacheUpdateFailedId = 1003;
    public const int WatchFailedId = 1016;

    [LoggerMessage(CacheReadFailedId, LogLevel.Warning, "Unable to fetch option cache for {Key}")]
    public static partial void CacheReadFailed(this ILogger logger, string key, Exception exception);

    [LoggerMessage(DatabaseReadFailedId, LogLevel.Error, "Unable to fetch option {Key} from {Database}")]
    public static partial void DatabaseReadFailed(this ILogger logger, string key, string database, Exception exception);

    [LoggerMessage(CacheUpdateFailedId, LogLevel.Warning, "Unable to update option cache for {Keys}; the sync tick repairs it")]
    public static partial void CacheUpdateFailed(this ILogger logger, string keys, Exception exception);

    [LoggerMessage(1004, LogLevel.Warning, "The change at {Position} is committed but not visible in this process yet")]
    public static partial void NotVisible(this ILogger logger, StorePosition position, Exception exception);

    [LoggerMessage(1005, LogLevel.Warning, "The answer to change {ChangeId} was lost; it is repeated under the same id")]
    public static partial void AnswerLost(this ILogger logger, Guid changeId, Exception exception);

    [LoggerMessage(1006, LogLevel.Error, "A handler of installed images failed at {Position}")]
    public static partial void HandlerFailed(this ILogger logger, StorePosition position, Exception exception);

    [LoggerMessage(1007, LogLevel.Error, "{Database} does not answer; options are served from {Position} until it does")]
    public static partial void SyncFailed(this ILogger logger, string database, StorePosition position, Exception exception);

    [LoggerMessage(1008, LogLevel.Debug, "{Database} still does not answer after {Attempts} attempts")]
    public static partial void SyncStillFailing(this ILogger logger, string database, int attempts, Exception exception);

    [LoggerMessage(1009, LogLevel.Information, "{Database} answers again; options stand at {Position}")]
    public static partial void SyncRecovered(this ILogger logger, string database, StorePosition position);

    [LoggerMessage(1010, LogLevel.Warning, "{Cache} cannot be repaired now")]
    public static partial void CacheRepairFailed(this ILogger logger, string cache, Exception exception);

    [LoggerMessage(1011, LogLevel.Debug, "{Cache} still cannot be repaired")]
    public static partial void CacheRepairStillFailing(this ILogger logger, string cache, Exception exception);

    [LoggerMessage(1012, LogLevel.Critical, "{Cache} stands at {CachePosition}, which {Database} at {Position} contradicts; it is emptied and written again")]
    public static partial void CacheContradicts(this ILogger logger, string cache, StorePosition cachePosition, string database, StorePosition position);

    [LoggerMessage(1013, LogLevel.Critical, "Rows of {Database} were changed without a revision: {Keys}")]
    public static partial void Mismatched(this ILogger logger, string database, string keys);

    [LoggerMessage(1014, LogLevel.Information, "Options start from {Cache} at {Position}, not confirmed by the database")]
    public static partial void StartedFromCache(this ILogger logger, string cache, StorePosition position);

    [LoggerMessage(1015, LogLevel.Critical, "The unconfirmed image at {Unconfirmed} was replaced by the database's at {Position}")]
    public static partial void UnconfirmedContradicted(this ILogger logger, StorePosition unconfirmed, StorePosition position);

    [LoggerMessage(WatchFailedId, LogLevel.Warning, "Changes of {Source} cannot be watched now; the sync tick finds them")]
    public static partial void WatchFailed(this ILogger logger, string source, Exception exception);

    [LoggerMessage(1017, LogLevel.Critical, "The history of {Database} was rewritten: this process stands at {Replica}, the database at {Position}")]
    public static partial void HistoryRewritten(this ILogger logger, string database, StorePosition replica, StorePosition position);

    [LoggerMessage(1050, LogLevel.Warning, "{Count} more messages of event {RepeatedEventId} were left out since the last one was written")]
    public static partial void LeftOut(this ILogger logger, int count, int repeatedEventId);
}
