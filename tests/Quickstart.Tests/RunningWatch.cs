namespace Quickstart.Tests;

/// <summary>The verb <c>watch</c>, running until it is stopped.</summary>
public sealed class RunningWatch : IAsyncDisposable
{
    private readonly LineWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Task<int> _run;

    public RunningWatch(string key, string databaseFile) =>
        _run = CommandLine.RunAsync(["watch", key, "--database", databaseFile], _output, _error, _stop.Token);

    public Task<string> ReadLineAsync(string content) => _output.ReadLineAsync(content);

    /// <summary>Stops the watch.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await _run;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        await _output.DisposeAsync();
        await _error.DisposeAsync();
    }
}
