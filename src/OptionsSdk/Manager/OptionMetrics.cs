using System.Diagnostics.Metrics;

namespace OptionsSdk.Manager;

/// <summary>The manager's instruments, on the meter <c>OptionsSdk</c>.</summary>
internal static class OptionMetrics
{
    private static readonly Meter Meter = new("OptionsSdk");

    public static Counter<long> Changes { get; } =
        Meter.CreateCounter<long>("options.changes", "{change}", "Real changes of effective values.");

    public static Counter<long> InvalidValues { get; } =
        Meter.CreateCounter<long>("options.invalid_values", "{value}", "Stored values and settings that did not fit their option.");
}
