using OptionsSdk.Metrics;

namespace OptionsSdk.Manager;

/// <summary>The manager's instruments.</summary>
internal static class OptionMetrics
{
    private static readonly OptionsCounter Changes = OptionsMeter.Counter("changes", "{change}", "Real changes of effective values.");

    private static readonly OptionsCounter InvalidValues = OptionsMeter.Counter(
        "invalid_values", "{value}", "Stored values and settings that did not fit their option.");

    public static void Installed(int changes, int invalidValues)
    {
        if (changes > 0)
        {
            Changes.Add(changes);
        }

        if (invalidValues > 0)
        {
            InvalidValues.Add(invalidValues);
        }
    }
}
