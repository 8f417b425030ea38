using System.Diagnostics;
using System.Globalization;

namespace OptionsSdk.Servers;

/// <summary>A Garnet server of the tests' own on the loopback address, in memory alone: a second implementation of Redis' protocol.</summary>
public sealed class GarnetServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly ServerProcess _process;

    private GarnetServer(TemporaryFolder folder, ServerProcess process, int port)
    {
        _folder = folder;
        _process = process;
        Address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
    }

    /// <summary>Where the server is, as clients write it.</summary>
    public string Address { get; }

    /// <summary>Starts a server with atomic Lua scripts. The tool of the repository's manifest is restored where that was not done yet.</summary>
    public static async Task<GarnetServer> StartAsync()
    {
        var root = FindRepository();
        using (var restore = Process.Start(new ProcessStartInfo("dotnet", ["tool", "restore"]) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true })!)
        {
            var (output, errors) = (restore.StandardOutput.ReadToEndAsync(), restore.StandardError.ReadToEndAsync());
            await restore.WaitForExitAsync();
            ServerProgram.RequireSuccess(restore.ExitCode == 0, $"The tools of the repository cannot be restored: {await output}{await errors}");
        }

        var folder = new TemporaryFolder();
        return await Loopback.StartAsync(folder, async port =>
        {
            string[] arguments =
            [
                "tool", "run", "garnet-server", "--", "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1",
                "--lua", "--lua-transaction-mode", "--memory", "128m",
            ];
            var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = root };
            return new GarnetServer(folder, await ServerProcess.StartAsync(start, () => Loopback.IsOpenAsync(port), isTree: true), port);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, ".config", "dotnet-tools.json")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The repository's tool manifest was not found.");
    }
}
