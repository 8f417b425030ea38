using Microsoft.Extensions.Logging;

namespace OptionsSdk.Store;

/// <summary>The store's log messages: event ids 1001 to 1099. Keys, never values.</summary>
internal static partial class StoreLog
{
    public const int CacheReadFailedId = 1001;
    public const int DatabaseReadFailedId = 1002;
    public const int CacheUpdateFailedId = 1003;
    public const int WatchFailedId = 1016;
    public const int FollowingCacheId = 1025;
    public const int FleetReportFailedId = 1026;

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

    [LoggerMessage(1018, LogLevel.Warning, "Started as {Mode} without an answer of {Database}; options are served from {Position} until it confirms them")]
    public static partial void StartedUnconfirmed(this ILogger logger, StartupMode mode, string database, StorePosition position);

    [LoggerMessage(1024, LogLevel.Warning, "Options are frozen at {Position} by {Variable}: this process follows the store no further")]
    public static partial void Frozen(this ILogger logger, StorePosition position, string variable);

    [LoggerMessage(1019, LogLevel.Information, "The last-known-good file {Path} stands at {Position} and was saved at {SavedAt}")]
    public static partial void LastKnownGoodLoaded(this ILogger logger, string path, StorePosition position, DateTime savedAt);

    [LoggerMessage(1020, LogLevel.Error, "The last-known-good file {Path} is not used: {Reason}")]
    public static partial void LastKnownGoodRefused(this ILogger logger, string path, string reason, Exception exception);

    [LoggerMessage(1021, LogLevel.Warning, "The last-known-good file {Path} cannot be saved now: {Reason}; it stays as it is")]
    public static partial void LastKnownGoodFailed(this ILogger logger, string path, string reason, Exception exception);

    [LoggerMessage(1022, LogLevel.Debug, "The last-known-good file {Path} still cannot be saved: {Reason}")]
    public static partial void LastKnownGoodStillFailing(this ILogger logger, string path, string reason, Exception exception);

    [LoggerMessage(1023, LogLevel.Warning, "The last-known-good file {Path} stood at {FilePosition}, which {Database} at {Position} contradicts; it was replaced")]
    public static partial void LastKnownGoodContradicted(this ILogger logger, string path, StorePosition filePosition, string database, StorePosition position);

    [LoggerMessage(FollowingCacheId, LogLevel.Warning, "{Database} does not answer; options follow {Cache} to {Position}, which no database has confirmed")]
    public static partial void FollowingCache(this ILogger logger, string database, string cache, StorePosition position);

    [LoggerMessage(FleetReportFailedId, LogLevel.Warning, "{Node} cannot tell the fleet where it stands")]
    public static partial void FleetReportFailed(this ILogger logger, string node, Exception exception);

    [LoggerMessage(1050, LogLevel.Warning, "{Count} more messages of event {RepeatedEventId} were left out since the last one was written")]
    public static partial void LeftOut(this ILogger logger, int count, int repeatedEventId);
}
