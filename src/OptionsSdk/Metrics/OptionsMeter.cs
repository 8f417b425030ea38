using System.Diagnostics.Metrics;

namespace OptionsSdk.Metrics;

/// <summary>The meter of this library; all of its instruments begin with <c>options.</c>.</summary>
internal static class OptionsMeter
{
    private static readonly Meter Meter = new("OptionsSdk");

    public static OptionsCounter Counter(string name, string unit, string description) =>
        new(Meter.CreateCounter<long>("options." + name, unit, description));
}
