using System.Diagnostics;
using System.Globalization;
using OptionsSdk.Benchmarks.Reads;

// "measure" is one process of several; "bdn" is BenchmarkDotNet's cross-check; without an argument five fresh processes are compared with the goals.
if (args is ["measure"])
{
    await Measurement.RunAsync();
    return;
}

#if !NATIVE
if (args is ["bdn", .. var rest])
{
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Goals).Assembly).Run(rest);
    return;
}
#endif

const int Processes = 5;
var runs = new List<IReadOnlyDictionary<string, double>>();
for (var number = 1; number <= Processes; number++)
{
    using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Environment.GetCommandLineArgs() is [var dll, ..] && dll.EndsWith(".dll", StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [dll, "measure"] : ["measure"])
    {
        RedirectStandardOutput = true,
    })!;
    var figures = new Dictionary<string, double>(StringComparer.Ordinal);
    while (await process.StandardOutput.ReadLineAsync() is { } line)
    {
        if (line.Split(' ') is [var name, var value])
        {
            figures[name] = double.Parse(value, CultureInfo.InvariantCulture);
        }
    }

    await process.WaitForExitAsync();
    runs.Add(figures);
}

#if NATIVE
Goals.Print(runs, isNative: true);
#else
Goals.Print(runs, isNative: false);
#endif
