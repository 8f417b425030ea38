using System.Diagnostics;
using System.Globalization;
using OptionsSdk.Benchmarks.Corpus;

namespace OptionsSdk.Benchmarks.CompileTime;

/// <summary>Runs the measurements in fresh processes and compares the medians with what is aimed at.</summary>
internal static class GeneratorGoals
{
    private const int Processes = 3;

    public static int Run()
    {
        // Compiled once and as well as it will ever be: code that gets faster in the middle of a run would be compared with itself.
        var warm = Enumerable.Range(0, Processes).Select(static _ => Child(["warm-generators"], isWarm: true)).ToList();
        var first = GeneratorCases.All.ToDictionary(
            static generator => generator.Name,
            static generator => Enumerable.Range(0, Processes).Select(_ => Child(["first-generator", generator.Name], isWarm: false).Values.SingleOrDefault(double.NaN)).ToList());

        double Of(string generator, int members, string what, string unit = "ms") =>
            Median(warm.Select(run => run.GetValueOrDefault(GeneratorMeasurement.Key(generator, members, what, unit), double.NaN)));

        // Within one process, then the median: what slows one process slows both sides.
        double Ratio(string what, string peer) => Median(warm.Select(run =>
            run.GetValueOrDefault(GeneratorMeasurement.Key(GeneratorCases.Ours, GeneratorMeasurement.Largest, what), double.NaN)
            / run.GetValueOrDefault(GeneratorMeasurement.Key(peer, GeneratorMeasurement.Largest, what), double.NaN)));

        double Growth(string generator, string what) =>
            (Of(generator, GeneratorMeasurement.Largest, what) - Of(generator, GeneratorMeasurement.Smallest, what))
            * 1000 / (GeneratorMeasurement.Largest - GeneratorMeasurement.Smallest);

        Console.WriteLine("| Goal | What | Target | Measured | |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (peer, limit) in new[] { (GeneratorCases.Naive, 0.5), (GeneratorCases.Mvvm, 1 / 20.0), (GeneratorCases.Mapperly, 1 / 5.0), (GeneratorCases.OptionsValidator, 0.5) })
        {
            AtMost("G1", $"cold, 1,500 members: ours / {peer}", Ratio(GeneratorMeasurement.Cold, peer), limit);
        }

        foreach (var (peer, limit) in new[] { (GeneratorCases.Naive, 0.3), (GeneratorCases.Mvvm, 1 / 4.0), (GeneratorCases.Mapperly, 1 / 10.0), (GeneratorCases.OptionsValidator, 1 / 5.0), (GeneratorCases.MemoryPack, 2) })
        {
            AtMost("G2", $"unrelated edit, 1,500 members: ours / {peer}", Ratio(GeneratorMeasurement.Unrelated, peer), limit);
        }

        AtMost("G3", "edit of an annotated class / unrelated edit", Median(warm.Select(static run => run[Ours(GeneratorMeasurement.Annotated)] / run[Ours(GeneratorMeasurement.Unrelated)])), 1.3);
        Exactly("G3", "files emitted again by the edit of an annotated class", warm[0][GeneratorMeasurement.Emitted], 1);
        AtMost("G4", "KiB per member of an unrelated edit, 1,500 members", Of(GeneratorCases.Ours, GeneratorMeasurement.Largest, GeneratorMeasurement.Unrelated, "KiB") / GeneratorMeasurement.Largest, 2);
        AtMost("G5", $"growth per member of an unrelated edit: ours / {GeneratorCases.Naive}", Growth(GeneratorCases.Ours, GeneratorMeasurement.Unrelated) / Growth(GeneratorCases.Naive, GeneratorMeasurement.Unrelated), 1 / 4.0);
        AtMost("G5", $"growth per member of a cold run: ours / {GeneratorCases.Naive}", Growth(GeneratorCases.Ours, GeneratorMeasurement.Cold) / Growth(GeneratorCases.Naive, GeneratorMeasurement.Cold), 1 / 2.0);
        AtMost("G6", $"first run in a process, 1,000 members: ours / {GeneratorCases.Naive}", Median(first[GeneratorCases.Ours]) / Median(first[GeneratorCases.Naive]), 1.1);
        AtMost("G6", $"first run in a process, 1,000 members: ours / {GeneratorCases.LoggerMessage}", Median(first[GeneratorCases.Ours]) / Median(first[GeneratorCases.LoggerMessage]), 1 / 2.0);

        Console.WriteLine();
        Console.WriteLine("| Generator | Members | Cold ms | Parsing its code later ms | Unrelated edit ms | Annotated edit ms | Cold KiB | Unrelated KiB | Annotated KiB | KiB of code | First run ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var name in GeneratorCases.All.Select(static generator => generator.Name))
        {
            foreach (var members in GeneratorMeasurement.Sizes.Select(static size => size.Members))
            {
                double Column(string what, string unit) => Of(name, members, what, unit);
                var start = members == GeneratorMeasurement.OfFirst ? Median(first[name]).ToString("F0", CultureInfo.InvariantCulture) : "";
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {members} | {Column(GeneratorMeasurement.Cold, "ms"):F2} | {Column(GeneratorMeasurement.Parsing, "ms"):F2} | {Column(GeneratorMeasurement.Unrelated, "ms"):F2} | {Column(GeneratorMeasurement.Annotated, "ms"):F2} | {Column(GeneratorMeasurement.Cold, "KiB"):F0} | {Column(GeneratorMeasurement.Unrelated, "KiB"):F0} | {Column(GeneratorMeasurement.Annotated, "KiB"):F0} | {Column(GeneratorMeasurement.Emits, "KiB"):F0} | {start} |"));
            }
        }

        return 0;
    }

    private static string Ours(string what) => GeneratorMeasurement.Key(GeneratorCases.Ours, GeneratorMeasurement.Largest, what);

    private static void AtMost(string goal, string what, double value, double limit) => Row(goal, what, "<=", limit, value, value <= limit);

    private static void Exactly(string goal, string what, double value, double target) => Row(goal, what, "=", target, value, value == target);

    // What could not be measured is neither met nor missed.
    private static void Row(string goal, string what, string sign, double target, double value, bool isMet) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {goal} | {what} | {sign} {target:0.##} | {value:0.###} | {(double.IsNaN(value) ? "not measured" : isMet ? "met" : "missed")} |"));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static Dictionary<string, double> Child(string[] arguments, bool isWarm)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(GeneratorGoals).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_gcConcurrent"] = "0";
        if (isWarm)
        {
            start.Environment["DOTNET_TieredCompilation"] = "0";
            start.Environment["DOTNET_ReadyToRun"] = "0";
        }

        using var process = Process.Start(start)!;
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Split(' ') is [var name, var value])
            {
                figures[name] = double.Parse(value, CultureInfo.InvariantCulture);
            }
            else
            {
                Console.WriteLine(line);
            }
        }

        process.WaitForExit();
        return figures;
    }
}
