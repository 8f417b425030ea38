using Microsoft.Extensions.Logging;

namespace OptionsSdk.PostgreSql.Tests;

/// <summary>One message of a log.</summary>
public sealed record LogEntry(EventId Id, LogLevel Level, string Message, Exception? Exception);
