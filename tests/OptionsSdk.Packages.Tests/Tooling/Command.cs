using System.Diagnostics;
using System.Text;

namespace OptionsSdk.Packages.Tests.Tooling;

/// <summary>Runs processes that leave nothing behind: no build server, no reused node, no settings of the test run that started them.</summary>
internal static class Command
{
    // What the run of the tests says to its own build must not reach the builds under test.
    private static readonly string[] RemovedPrefixes = ["MSBUILD", "CORECLR_", "COR_", "TESTINGPLATFORM", "VSTEST"];
    private static readonly string[] RemovedNames = ["CI", "Configuration", "Version", "ArtifactsPath"];

    private static readonly Dictionary<string, string> NoEnvironment = [];

    public static Task<CommandResult> DotnetAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(Dotnet, folder, arguments, NoEnvironment, cancellationToken);

    public static Task<CommandResult> BuildAsync(
        string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken) =>
        RunAsync(Dotnet, folder, [.. arguments, "-nodeReuse:false", "-terminalLogger:off", "-p:UseSharedCompilation=false"], environment, cancellationToken);

    public static async Task<CommandResult> RunAsync(
        string program, string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsRemoved).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new($"{Path.GetFileNameWithoutExtension(program)} {string.Join(' ', arguments)}", process.ExitCode, output.ToString());

        void Add(string? line)
        {
            if (line is not null)
            {
                lock (output)
                {
                    output.Append(line).Append('\n');
                }
            }
        }
    }

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static bool IsRemoved(string name) =>
        RemovedNames.Contains(name, StringComparer.OrdinalIgnoreCase)
        || RemovedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
