using System.Globalization;

namespace OptionsSdk.Benchmarks.Reads;

/// <summary>Compares the medians of several fresh processes with what is aimed at.</summary>
internal static class Goals
{
    public static void Print(IReadOnlyList<IReadOnlyDictionary<string, double>> runs, bool isNative)
    {
        double Of(string name) => Slices.Median(runs.Select(run => run[name]));

        // Ratios within one process, then the median: what slows one process slows both sides.
        double Ratio(string name, string floor) => Slices.Median(runs.Select(run => run[name] / run[floor]));

        void AtMost(string goal, string what, double value, double limit) =>
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {goal} | {what} | <= {limit:0.##} | {value:0.###} | {(value <= limit ? "met" : "missed")} |"));

        void AtLeast(string goal, string what, double value, double limit) =>
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {goal} | {what} | >= {limit:0.##} | {value:0.#} | {(value >= limit ? "met" : "missed")} |"));

        Console.WriteLine("| goal | what | target | measured | |");
        Console.WriteLine("|---|---|---|---|---|");
        if (isNative)
        {
            AtMost("R9", "int option / static volatile int", Ratio("option-int", "field-int"), 2.7);
            AtMost("R9", "called option / called accessor of a field", Ratio("called-option", "called-field"), 1.03);
        }
        else
        {
            AtMost("R3", "int option / static volatile int", Ratio("option-int", "field-int"), 2.0);
            AtMost("R3", "string option / static volatile string", Ratio("option-string", "field-string"), 1.25);
            AtMost("R4", "called option / called accessor of a field", Ratio("called-option", "called-field"), 1.03);
            foreach (var (peer, factor) in new[] { ("IOptionsMonitor", 10), ("FrozenDictionary", 12), ("IMemoryCache", 90), ("HybridCache", 120), ("FeatureManagement", 200), ("GetValue", 200), ("FusionCache", 300) })
            {
                AtLeast("R5", $"{peer} / option", Ratio($"peer-{peer}", "peer-option"), factor);
            }
        }

        foreach (var state in new[] { "normal", "overridden", "overridden-elsewhere", "after" })
        {
            AtMost("R6", $"bytes of 48,000 reads, {state}", Of($"bytes-{state}"), 0);
        }

        AtMost("R7", "two readers and a writer / one reader", Ratio("two-readers-and-writer", "one-reader"), 1.05);
        AtMost("R8", "another option while one is overridden / before", Ratio("other-option-while-overridden", "before-override"), 1.02);
        AtMost("R8", "overridden option / AsyncLocal.Value", Ratio("overridden-option", "async-local-again"), 4);
        AtMost("R10", "option of 16 bytes / unprotected field", Ratio("option-wide", "field-wide"), 1.5);
        foreach (var name in runs[0].Keys.Where(static name => !name.StartsWith("bytes", StringComparison.Ordinal)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-32} {Of(name),9:F3} ns ({runs.Min(run => run[name]):F3} to {runs.Max(run => run[name]):F3})"));
        }
    }
}
