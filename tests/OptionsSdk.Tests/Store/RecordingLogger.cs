using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OptionsSdk.Store;

namespace OptionsSdk.Tests.Store;

internal sealed class RecordingLogger : ILogger<OptionStore>
{
    private readonly ConcurrentQueue<Entry> _entries = new();

    public IReadOnlyCollection<Entry> Entries => _entries;

    public IEnumerable<Entry> Of(int eventId) => _entries.Where(entry => entry.Id == eventId);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue(new(logLevel, eventId.Id, formatter(state, exception), exception));

    public sealed record Entry(LogLevel Level, int Id, string Message, Exception? Exception);
}
