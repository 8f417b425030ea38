using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace MultiNode.Nodes;

/// <summary>What the library's meter counted in this process: what any exporter of metrics would send.</summary>
internal sealed class NodeMeters : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public NodeMeters()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "OptionsSdk" } and Counter<long>)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
        {
            // What tells the counts of one instrument apart; the database is the same in all of them.
            var name = instrument.Name;
            foreach (var (tag, value) in tags)
            {
                name += tag is "source" or "result" or "channel" or "operation" ? $" ({value})" : "";
            }

            _counts.AddOrUpdate(name, count, (_, sum) => sum + count);
        });
        _listener.Start();
    }

    public IReadOnlyDictionary<string, long> Read() => new SortedDictionary<string, long>(_counts, StringComparer.Ordinal);

    public void Dispose() => _listener.Dispose();
}
