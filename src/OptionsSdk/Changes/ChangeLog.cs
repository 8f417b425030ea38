using Microsoft.Extensions.Logging;

namespace OptionsSdk.Changes;

/// <summary>The log messages of change events; ids 2100 to 2199.</summary>
internal static partial class ChangeLog
{
    [LoggerMessage(2100, LogLevel.Error, "A change handler failed on {Change}; other handlers are not affected.")]
    public static partial void HandlerFailed(ILogger logger, string? change, Exception exception);
}
