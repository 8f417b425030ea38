using System.Diagnostics.Metrics;

namespace OptionsSdk.Metrics;

/// <summary>A histogram of seconds that never throws; see <see cref="OptionsCounter"/>.</summary>
internal sealed class OptionsHistogram(Histogram<double> histogram)
{
    public void Record(TimeSpan duration, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            histogram.Record(duration.TotalSeconds, tags);
        }
        catch (Exception)
        {
            // The listener's own failure; whoever measures cannot do anything about it.
        }
    }
}
