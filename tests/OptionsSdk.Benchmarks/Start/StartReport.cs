using System.Diagnostics;
using System.Globalization;

namespace OptionsSdk.Benchmarks.Start;

/// <summary>What the start of an application with 1,500 options costs, in fresh processes, beside what others would do instead.</summary>
internal static class StartReport
{
    private const int Processes = 9;
    private static readonly string[] Cases = ["empty", "register", "declare", "reflect", "array", "configure", "sqlite-ours", "sqlite-raw", "sqlite-ef"];

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("options-start-");
        try
        {
            StartProject.Write(folder.FullName);
            Execute("dotnet", ["build", "-c", "Release", "-v", "q", "-nodeReuse:false", "-o", "out"], folder.FullName);
            var program = Path.Combine(folder.FullName, "out", "Corpus.dll");
            var connection = $"Data Source={Path.Combine(folder.FullName, "options.db")}";
            Execute("dotnet", [program, "seed", connection], folder.FullName);
            var samples = new StartSamples();

            // Interleaved, so that a busy minute of the machine meets all of them alike.
            for (var process = 0; process < Processes; process++)
            {
                foreach (var name in Cases)
                {
                    samples.Add(name, Execute("dotnet", [program, name, connection], folder.FullName));
                }
            }

            for (var process = 0; process < 3; process++)
            {
                samples.Add("apply", Execute("dotnet", [program, "apply"], folder.FullName));
            }

            samples.Print();
            PrintGoals(samples);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void PrintGoals(StartSamples samples)
    {
        Console.WriteLine("goal | target | measured | verdict");
        Ratio("S1 reflection / register", samples.Cpu("reflect", "first") / samples.Cpu("register", "first"), 8, isAtLeast: true);
        Ratio("S1 Configure<T> + resolve / register", samples.Cpu("configure", "first") / samples.Cpu("register", "first"), 45, isAtLeast: true);
        Ratio("S1 big array / register", samples.Cpu("array", "first") / samples.Cpu("register", "first"), 12, isAtLeast: true);
        Ratio("S2 KiB allocated by register", samples.Bytes("register", "first") / 1024, 100, isAtLeast: false);
        Ratio("S3 warm reflection / warm register", samples.Cpu("reflect", "warm") / samples.Cpu("register", "warm"), 15, isAtLeast: true);
        Ratio("P8 ours / raw Microsoft.Data.Sqlite, CPU", samples.Cpu("sqlite-ours", "process") / samples.Cpu("sqlite-raw", "process"), 1.15, isAtLeast: false);
        Ratio("P8 EF Core / ours, CPU", samples.Cpu("sqlite-ef", "process") / samples.Cpu("sqlite-ours", "process"), 3.5, isAtLeast: true);
    }

    private static void Ratio(string goal, double measured, double target, bool isAtLeast) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{goal} | {(isAtLeast ? ">=" : "<=")} {target} | {measured:F2} | {((isAtLeast ? measured >= target : measured <= target) ? "met" : "missed")}"));

    private static string Execute(string command, IEnumerable<string> arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(output);
    }
}
