using System.Diagnostics;
using System.Globalization;

namespace OptionsSdk.Benchmarks.Servers;

/// <summary>Times of one thing that was done often, in microseconds.</summary>
internal sealed class Figures
{
    private readonly double[] _sorted;

    /// <summary>Takes times in ticks of <see cref="Stopwatch"/>.</summary>
    public Figures(IEnumerable<long> ticks) =>
        _sorted = [.. ticks.Select(static time => time * 1e6 / Stopwatch.Frequency).Order()];

    public double Median => At(0.5);

    public double At(double share) => _sorted.Length == 0 ? double.NaN : _sorted[Math.Min((int)(share * _sorted.Length), _sorted.Length - 1)];

    public void Print(string name) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {At(0.5):F0} | {At(0.9):F0} | {At(0.99):F0} | {At(0.999):F0} | {At(1):F0} | {_sorted.Length} |"));

    public static void PrintHead(string title) => Console.WriteLine($"\n| {title} | p50 µs | p90 | p99 | p99.9 | max | times |\n|---|---|---|---|---|---|---|");

    public static void PrintGoal(string goal, double measured, double target, string operation = "<=")
    {
        var isMet = operation == "<=" ? measured <= target : measured >= target;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {goal} | {operation} {target} | {measured:F2} | {(isMet ? "met" : "missed")} |"));
    }
}
