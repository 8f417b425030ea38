using System.Diagnostics;
using System.Text;

namespace OptionsSdk.Servers;

/// <summary>A server that a test started, known by its process alone, so that nothing else is ever stopped.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private readonly bool _isTree;

    private ServerProcess(Process process, bool isTree) => (_process, _isTree) = (process, isTree);

    /// <summary>The process' number.</summary>
    public int Id => _process.Id;

    /// <summary>Whether the process has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What the server wrote so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts a server and waits until it is ready.</summary>
    /// <param name="start">The program and its arguments.</param>
    /// <param name="isReady">Whether the server answers.</param>
    /// <param name="isTree">Whether the program starts the server as a process of its own.</param>
    /// <exception cref="InvalidOperationException">The server ended instead, for example because its port was taken.</exception>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo start, Func<Task<bool>> isReady, bool isTree = false)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        var process = new Process { StartInfo = start };
        var server = new ServerProcess(process, isTree);
        process.OutputDataReceived += (_, line) => server.Note(line.Data);
        process.ErrorDataReceived += (_, line) => server.Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await server.WaitAsync(isReady);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task WaitAsync(Func<Task<bool>> isReady)
    {
        var watch = Stopwatch.StartNew();
        while (!await isReady())
        {
            if (_process.HasExited || watch.Elapsed > StartTimeout)
            {
                throw new InvalidOperationException($"{_process.StartInfo.FileName} did not start: {Output}");
            }

            await Task.Delay(20);
        }

        if (_process.HasExited)
        {
            throw new InvalidOperationException($"Somebody else answers in the place of {_process.StartInfo.FileName}: {Output}");
        }
    }

    /// <summary>Waits for the end.</summary>
    public Task WaitForExitAsync() => _process.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // A stopped process takes a kill as well.
            _process.Kill(_isTree);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
