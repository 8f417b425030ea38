using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OptionsSdk.PostgreSql.Tests;

/// <summary>A log that remembers.</summary>
public sealed class ListLogger : ILogger
{
    public ConcurrentQueue<LogEntry> Entries { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Enqueue(new(eventId, logLevel, formatter(state, exception), exception));

    public int Count(int id) => Entries.Count(entry => entry.Id.Id == id);
}
