using System.Diagnostics.Metrics;

namespace OptionsSdk.Tests.Manager;

/// <summary>
/// Runs code once for each thing that one of the manager's instruments counts in the flow that made the probe, when it is counted.
/// </summary>
internal sealed class MeasurementProbe : IDisposable
{
    private readonly AsyncLocal<bool> _isMine = new();
    private readonly MeterListener _listener;

    public MeasurementProbe(string instrument, Action onCounted)
    {
        // Tests that run beside this one count with the same instruments.
        _isMine.Value = true;
        _listener = new()
        {
            InstrumentPublished = (published, listener) =>
            {
                if (published.Meter.Name == "OptionsSdk" && published.Name == instrument)
                {
                    listener.EnableMeasurementEvents(published);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) =>
        {
            for (var i = 0; i < count && _isMine.Value; i++)
            {
                onCounted();
            }
        });
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();
}
