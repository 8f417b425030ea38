using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MultiNode.Demo;

namespace MultiNode.Servers;

/// <summary>A server of the demonstration's own: on the loopback address, in a temporary folder, gone at the end.</summary>
internal abstract class LocalServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] UsualFolders = ["/usr/local/bin", "/usr/bin", "/usr/local/sbin", "/usr/sbin", "/opt/homebrew/bin"];

    private Process? _process;

    protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("options-multinode-");

    protected int Port { get; } = FreePort();

    /// <summary>Starts the server, for the first time or after a kill.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var output = new StringBuilder();
            var process = Run(Command(), output);
            while (!process.HasExited && !await IsReadyAsync(cancellationToken))
            {
                await Task.Delay(20, cancellationToken);
            }

            if (!process.HasExited)
            {
                _process = process;
                return;
            }

            // Processes of the server that was killed may still hold its memory.
            process.Dispose();
            if (clock.Elapsed > Patience)
            {
                throw new StepFailedException($"{process.StartInfo.FileName} does not start: {output}");
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>Ends the server without a word, as a crash does.</summary>
    public async Task KillAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
            _process = null;
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        await KillAsync();
        Folder.Delete(recursive: true);
    }

    protected abstract ProcessStartInfo Command();

    protected virtual async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    protected static string Find(string program, string remedy, params IEnumerable<string> folders)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Concat(path).Concat(UsualFolders).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new StepFailedException($"{program} was not found. {remedy}");
    }

    protected static Process Run(ProcessStartInfo start, StringBuilder output)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += Note;
        process.ErrorDataReceived += Note;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Note(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
