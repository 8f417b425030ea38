using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OptionsSdk.Chaos.Nodes;

/// <summary>What one store's meter counts as installed, by source.</summary>
internal sealed class InstallCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public InstallCounts(string database)
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "OptionsSdk", Name: "options.store.installs" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            // Several nodes of one process have databases of different names: each has a network, and so a port, of its own.
            string? of = null, source = null;
            foreach (var (tag, value) in tags)
            {
                of = tag == "database" ? value?.ToString() : of;
                source = tag == "source" ? value?.ToString() : source;
            }

            if (of == database && source is not null)
            {
                _counts.AddOrUpdate(source, count, (_, sum) => sum + count);
            }
        });
        _listener.Start();
    }

    public IReadOnlyDictionary<string, long> Read() => new Dictionary<string, long>(_counts, StringComparer.Ordinal);

    public void Dispose() => _listener.Dispose();
}
