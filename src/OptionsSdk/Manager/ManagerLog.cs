using Microsoft.Extensions.Logging;

namespace OptionsSdk.Manager;

/// <summary>The log messages of the manager; ids 2000 to 2099. No message takes a value.</summary>
internal static partial class ManagerLog
{
    public const int ExpiredId = 2007;
    public const int ReturnedId = 2008;

    [LoggerMessage(2000, LogLevel.Debug, "Using legacy key: {Key}")]
    public static partial void LegacyKey(ILogger logger, string key);

    [LoggerMessage(2001, LogLevel.Warning, "Settings name '{Path}', which is no declared option.")]
    public static partial void UnknownSetting(ILogger logger, string path);

    [LoggerMessage(2002, LogLevel.Error, "The value of option '{Key}' in {Source} at revision {Revision} {Error}; the last good value stays in force.")]
    public static partial void InvalidValue(ILogger logger, string key, OptionSource source, long revision, string error);

    [LoggerMessage(2003, LogLevel.Warning, "The required option '{Key}' is neither stored nor in settings.")]
    public static partial void MissingRequired(ILogger logger, string key);

    [LoggerMessage(2004, LogLevel.Information, "Option '{Key}' was {Change} by {Actor} through {Channel} at revision {Revision}.")]
    public static partial void Written(ILogger logger, string key, string change, string? actor, OptionChannel channel, long revision);

    [LoggerMessage(2005, LogLevel.Warning, "Option '{Key}' is pinned by {Variable}: neither settings nor the store change it in this process.")]
    public static partial void Pinned(ILogger logger, string key, string variable);

    [LoggerMessage(2006, LogLevel.Warning, "Option '{Key}' was written at revision {Revision}, but is pinned by {Variable}: this process does not see it before it starts without the pin.")]
    public static partial void WrittenWhilePinned(ILogger logger, string key, long revision, string variable);

    [LoggerMessage(ExpiredId, LogLevel.Error, "{Count} options have expired: {Database} has not confirmed them for longer than they allow: {Keys}")]
    public static partial void Expired(ILogger logger, int count, string database, string keys);

    [LoggerMessage(ReturnedId, LogLevel.Information, "{Count} options that had expired are confirmed again by {Database}: {Keys}")]
    public static partial void Returned(ILogger logger, int count, string database, string keys);

    [LoggerMessage(2009, LogLevel.Error, "Options could not be looked at for what has expired")]
    public static partial void ExpiryFailed(ILogger logger, Exception exception);

    [LoggerMessage(2010, LogLevel.Warning, "Option '{Key}' expires after {MaxStaleness}, but the database is asked only every {SyncInterval}: it will expire though nothing is wrong.")]
    public static partial void ExpiresBetweenSyncs(ILogger logger, string key, TimeSpan maxStaleness, TimeSpan syncInterval);
}
