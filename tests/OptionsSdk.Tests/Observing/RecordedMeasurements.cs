using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OptionsSdk.Store;

namespace OptionsSdk.Tests.Observing;

/// <summary>What the instruments say of one store; tests that run beside measure with the same instruments.</summary>
internal sealed class RecordedMeasurements : IDisposable
{
    private readonly MeterListener _listener;
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _all = new();

    public RecordedMeasurements(OptionStore store)
    {
        var number = store.Metrics.Number;
        _listener = new()
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "OptionsSdk")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();

        void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var pairs = tags.ToArray();
            if (pairs.Any(tag => tag.Key == "store" && Equals(tag.Value, number)))
            {
                _all.Enqueue((instrument.Name, value, string.Join(",", pairs.Where(static tag => tag.Key != "store").Select(static tag => $"{tag.Key}={tag.Value}"))));
            }
        }
    }

    public IReadOnlyCollection<(string Name, double Value, string Tags)> All => _all;

    public IEnumerable<(double Value, string Tags)> Of(string instrument) =>
        _all.Where(measurement => measurement.Name == instrument).Select(static measurement => (measurement.Value, measurement.Tags));

    /// <summary>What the gauges say now.</summary>
    public IEnumerable<(double Value, string Tags)> Observe(string instrument)
    {
        _all.Clear();
        _listener.RecordObservableInstruments();
        return Of(instrument);
    }

    public void Dispose() => _listener.Dispose();
}
