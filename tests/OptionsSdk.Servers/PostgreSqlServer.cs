using System.Diagnostics;
using System.Globalization;

namespace OptionsSdk.Servers;

/// <summary>
/// A PostgreSQL server of the tests' own, in a temporary folder, on the loopback address. Its superuser is <c>owner</c>, who needs no password.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Account = "postgres";

    private readonly TemporaryFolder _folder;
    private readonly string _program;
    private readonly string[] _settings;
    private ServerProcess? _process;

    private PostgreSqlServer(TemporaryFolder folder, string program, int port, string[] settings)
    {
        _folder = folder;
        _program = program;
        Port = port;
        _settings = settings;
    }

    /// <summary>The port, the same after a restart.</summary>
    public int Port { get; private set; }

    /// <summary>The number of the server's first process, to which signals go.</summary>
    public int ProcessId => (_process ?? throw new InvalidOperationException("The server is not running.")).Id;

    /// <summary>The folder of the data.</summary>
    public string DataFolder => _folder["data"];

    /// <summary>What the server logged since its last start.</summary>
    public string Output => _process?.Output ?? string.Empty;

    /// <summary>Makes and starts a server.</summary>
    /// <param name="settings">Settings such as <c>max_connections=20</c>, for every start.</param>
    public static async Task<PostgreSqlServer> StartAsync(params string[] settings)
    {
        var folders = Folders();
        var initialize = ServerProgram.Require("initdb", "the server of PostgreSQL", folders);
        var program = ServerProgram.Require("postgres", "the server of PostgreSQL", folders);
        var folder = new TemporaryFolder();
        var isInitialized = false;
        return await Loopback.StartAsync(folder, async port =>
        {
            if (!isInitialized)
            {
                await InitializeAsync(initialize, folder);
                isInitialized = true;
            }

            var server = new PostgreSqlServer(folder, program, port, settings);
            await server.StartProcessAsync();
            return server;
        });
    }

    /// <summary>Makes a standby of this server, on another port, which follows until its <c>primary_conninfo</c> is taken away.</summary>
    public async Task<PostgreSqlServer> StartStandbyAsync()
    {
        var folder = new TemporaryFolder();
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(new("chown", [Account, folder.Path]));
        }

        await CopyAsync(folder["data"], "-R");
        return await Loopback.StartAsync(folder, async port =>
        {
            var server = new PostgreSqlServer(folder, _program, port, _settings);
            await server.StartProcessAsync();
            return server;
        });
    }

    /// <summary>Takes a backup of the running server, for <see cref="RestoreAsync"/>.</summary>
    public Task BackUpAsync() => CopyAsync(_folder["backup"]);

    /// <summary>Puts the backup in place of the data, as an operator does, and starts the server from it.</summary>
    public async Task RestoreAsync()
    {
        await StopAsync();
        Directory.Delete(DataFolder, recursive: true);
        await RunAsync(AsServer("cp", "-a", _folder["backup"], DataFolder));
        await StartAgainAsync();
    }

    private Task CopyAsync(string target, params string[] arguments) => RunAsync(AsServer(
        ServerProgram.Require("pg_basebackup", "the server of PostgreSQL", Folders()),
        ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "owner", "-D", target, "-X", "stream", "-c", "fast", "--no-sync", .. arguments]));

    /// <summary>Starts the server again on its port and data after <see cref="KillAsync"/> or <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await StartProcessAsync();
                return;
            }
            catch (InvalidOperationException) when (attempt < 100)
            {
                // Processes of the server that was killed still hold its memory.
                await Task.Delay(100);
            }
        }
    }

    private async Task StartProcessAsync()
    {
        var arguments = new List<string>
        {
            "-D", DataFolder, "-p", Port.ToString(CultureInfo.InvariantCulture), "-k", _folder.Path, "-c", "listen_addresses=127.0.0.1",
        };
        foreach (var setting in _settings)
        {
            arguments.AddRange(["-c", setting]);
        }

        _process = await ServerProcess.StartAsync(AsServer(_program, [.. arguments]), IsReadyAsync);
    }

    /// <summary>Ends the server without a word, all of its processes; they notice by themselves.</summary>
    public async Task KillAsync()
    {
        Signal.SendKill(ProcessId);
        await EndAsync();
    }

    /// <summary>Shuts the server down as an operator in a hurry does: connections are cut, the next start recovers from the log.</summary>
    public async Task StopAsync()
    {
        Signal.SendQuit(ProcessId);
        await EndAsync();
    }

    /// <summary>A connection string of Npgsql.</summary>
    /// <param name="database">The database.</param>
    /// <param name="user">The role.</param>
    /// <param name="port">Another port than the server's, such as a proxy's.</param>
    public string ConnectionString(string database = "postgres", string user = "owner", int? port = null) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port ?? Port};Username={user};Database={database}");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            Signal.SendContinue(_process.Id);
            await StopAsync();
        }

        _folder.Dispose();
    }

    /// <summary>Writes a file beside the data as the account of the server, for nobody else to read.</summary>
    public async Task WriteFileAsync(string name, string content)
    {
        var path = Path.Combine(DataFolder, name);
        await File.WriteAllTextAsync(path, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(new("chown", [Account, path]));
        }
    }

    private static string[] Folders() =>
        [.. Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : []];

    private async Task EndAsync()
    {
        await _process!.WaitForExitAsync();
        await _process.DisposeAsync();
        _process = null;
    }

    private async Task<bool> IsReadyAsync()
    {
        var ready = Path.Combine(DataFolder, "postmaster.pid");
        return File.Exists(ready)
            && (await File.ReadAllTextAsync(ready)).Contains("ready", StringComparison.Ordinal)
            && await Loopback.IsOpenAsync(Port);
    }

    private static async Task InitializeAsync(string program, TemporaryFolder folder)
    {
        // PostgreSQL refuses root, so root lends the folder to the account that the installation made.
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(new("chown", [Account, folder.Path]));
        }

        await RunAsync(AsServer(program, "-D", folder["data"], "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
    }

    private static ProcessStartInfo AsServer(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", [$"--reuid={Account}", $"--regid={Account}", "--init-groups", program, .. arguments]) { WorkingDirectory = "/" }
            : new ProcessStartInfo(program, arguments);

    private static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} failed: {await output}{await error}");
        }
    }
}
