using System.Diagnostics;

namespace Quickstart.Demo;

/// <summary>This program once more, as a process of its own.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ChildProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static ChildProcess Start(Stage stage, params IEnumerable<string> arguments)
    {
        // Started as "dotnet Quickstart.dll", or as the program itself (or by a test, beside which the program lies too).
        var isDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Quickstart.exe" : "Quickstart");
        var start = new ProcessStartInfo(isDotnet ? Environment.ProcessPath! : program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (isDotnet)
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Quickstart.dll"));
        }

        foreach (var argument in arguments.Append("--database").Append(stage.DatabaseFile))
        {
            start.ArgumentList.Add(argument);
        }

        return new(Process.Start(start) ?? throw new StepFailedException("The second process did not start."));
    }

    /// <summary>The next line of output that matches.</summary>
    public async Task<string> ReadLineAsync(Predicate<string> matches, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (matches(line))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StepFailedException($"The second process said nothing of the kind for {Patience.TotalSeconds} seconds.");
        }

        throw new StepFailedException($"The second process ended too early: {await _errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
