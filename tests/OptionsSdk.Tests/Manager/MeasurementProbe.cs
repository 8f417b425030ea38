using System.Diagnostics.Metrics;

namespace OptionsSdk.Tests.Manager;

/// <summary>
/// Runs code at each count of one of the manager's instruments in the flow that made the probe. Counting happens inside of the work that
/// is counted, so a probe also looks at the moment at which an event is raised.
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
        _listener.SetMeasurementEventCallback<long>((_, _, _, _) =>
        {
            if (_isMine.Value)
            {
                onCounted();
            }
        });
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();
}
