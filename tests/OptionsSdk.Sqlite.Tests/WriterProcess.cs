using System.Diagnostics;

namespace OptionsSdk.Sqlite.Tests;

/// <summary>Another process that works on an options file as it is told.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static WriterProcess Start()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "OptionsSdk.Sqlite.Writer.dll"));
        return new(Process.Start(start)!);
    }

    public static async Task<WriterProcess> StartAsync()
    {
        var writer = Start();
        await writer.UntilReadyAsync();
        return writer;
    }

    public async Task UntilReadyAsync() => Assert.Equal("ready", await ReadAsync());

    public void Tell(params string[] words)
    {
        _process.StandardInput.WriteLine(string.Join('\t', words));
        _process.StandardInput.Flush();
    }

    /// <summary>Reads the next line; <see langword="null"/> after the end of the process.</summary>
    public async Task<string?> ReadAsync() => await _process.StandardOutput.ReadLineAsync(Cancellation);

    public async Task<string> AskAsync(params string[] words)
    {
        Tell(words);
        return await ReadAsync() ?? "(the process ended)";
    }

    /// <summary>Ends the process between two instructions, as a power cut does for it alone.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
        _process.Dispose();
    }
}
