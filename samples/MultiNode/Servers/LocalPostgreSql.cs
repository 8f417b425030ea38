using System.Diagnostics;
using System.Globalization;
using System.Text;
using MultiNode.Demo;

namespace MultiNode.Servers;

/// <summary>A PostgreSQL with a fresh cluster, whose superuser needs no password.</summary>
internal sealed class LocalPostgreSql : LocalServer
{
    private const string Remedy =
        "Install PostgreSQL's server (Debian and Ubuntu: apt-get install postgresql, macOS: brew install postgresql), or give --postgres \"Host=…;Username=…;Database=…\".";

    private const string Account = "postgres";

    private readonly string _initialize = Find("initdb", Remedy, Folders());
    private readonly string _program = Find("postgres", Remedy, Folders());

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=owner;Database=postgres");

    private string Data => Path.Combine(Folder.FullName, "data");

    /// <summary>Makes the cluster.</summary>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        // PostgreSQL refuses root, so root lends the folder to the account that the installation made.
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(new("chown", [Account, Folder.FullName]), cancellationToken);
        }

        await RunAsync(AsServer(_initialize, "-D", Data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"), cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        // The processes of a server that was killed write until they notice.
        await KillAsync();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await base.DisposeAsync();
                return;
            }
            catch (IOException) when (attempt < 50)
            {
                await Task.Delay(100);
            }
        }
    }

    protected override ProcessStartInfo Command() =>
        AsServer(_program, "-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-k", Folder.FullName, "-c", "listen_addresses=127.0.0.1");

    protected override async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        var state = Path.Combine(Data, "postmaster.pid");
        return File.Exists(state)
            && (await File.ReadAllTextAsync(state, cancellationToken)).Contains("ready", StringComparison.Ordinal)
            && await base.IsReadyAsync(cancellationToken);
    }

    private static IEnumerable<string> Folders() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(static version => Path.Combine(version, "bin"))
            : [];

    private static ProcessStartInfo AsServer(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? new("setpriv", [$"--reuid={Account}", $"--regid={Account}", "--init-groups", program, .. arguments]) { WorkingDirectory = "/" }
            : new(program, arguments);

    private static async Task RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        var output = new StringBuilder();
        using var process = Run(start, output);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new StepFailedException($"{start.FileName} failed: {output}");
        }
    }
}
