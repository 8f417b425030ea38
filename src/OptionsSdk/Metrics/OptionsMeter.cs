using System.Diagnostics.Metrics;

namespace OptionsSdk.Metrics;

/// <summary>The meter of this library; all of its instruments begin with <c>options.</c>.</summary>
internal static class OptionsMeter
{
    // From a part of a millisecond, which a memory database takes, to a write's whole budget.
    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] };

    private static readonly Meter Meter = new("OptionsSdk");

    public static OptionsCounter Counter(string name, string unit, string description) =>
        new(Meter.CreateCounter<long>("options." + name, unit, description));

    public static OptionsHistogram Histogram(string name, string description) =>
        new(Meter.CreateHistogram("options." + name, "s", description, null, Seconds));

    public static void Gauge<T>(string name, string unit, string description, Func<IEnumerable<Measurement<T>>> observe)
        where T : struct => Meter.CreateObservableGauge("options." + name, observe, unit, description);
}
