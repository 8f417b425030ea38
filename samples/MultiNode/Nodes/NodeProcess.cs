using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MultiNode.Demo;
using MultiNode.Nodes.Events;

namespace MultiNode.Nodes;

/// <summary>A node as the demonstration sees it: this program once more, as a process of its own.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly List<NodeEvent> _events = [];
    private readonly Task<string> _errors;
    private readonly Task _reading;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(string name, Process process)
    {
        Name = name;
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
    }

    public string Name { get; }

    public static NodeProcess Start(string name, string postgres, string redis)
    {
        // Started as "dotnet MultiNode.dll", or as the program itself.
        var isDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [NodeProgram.PostgresVariable] = postgres, [NodeProgram.RedisVariable] = redis },
        };
        if (isDotnet)
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MultiNode.dll"));
        }

        start.ArgumentList.Add(NodeProgram.Verb);
        start.ArgumentList.Add(name);
        return new(name, Process.Start(start) ?? throw new StepFailedException($"Node {name} did not start."));
    }

    /// <summary>Waits for the first event that matches, whether it has happened already or not.</summary>
    public async Task<T> WaitAsync<T>(Predicate<T> matches, CancellationToken cancellationToken)
        where T : NodeEvent
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while (true)
            {
                Task more;
                lock (_events)
                {
                    if (_events.OfType<T>().FirstOrDefault(happened => matches(happened)) is { } found)
                    {
                        return found;
                    }

                    more = _more.Task;
                }

                await more.WaitAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StepFailedException($"Node {Name} told nothing of the kind for {Patience.TotalSeconds} seconds ({typeof(T).Name}).");
        }
    }

    public async Task<NodeEvent> WriteAsync(int version, CancellationToken cancellationToken)
    {
        Forget<WriteRefused>();
        await SendAsync(string.Create(CultureInfo.InvariantCulture, $"{NodeProgram.WriteCommand} {version}"), cancellationToken);
        return await WaitAsync<NodeEvent>(
            happened => (happened is WriteDone done && done.Version == version) || (happened is WriteRefused refused && refused.Version == version), cancellationToken);
    }

    public async Task<NodeStatus> ReadStatusAsync(CancellationToken cancellationToken)
    {
        Forget<NodeStatus>();
        await SendAsync(NodeProgram.StatusCommand, cancellationToken);
        return await WaitAsync<NodeStatus>(static _ => true, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // The end of its input ends a node.
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(PatienceAtTheEnd);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        await _reading;
        _process.Dispose();
    }

    private async Task SendAsync(string command, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(command.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
    }

    private void Forget<T>()
    {
        lock (_events)
        {
            _events.RemoveAll(static happened => happened is T);
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var happened = JsonSerializer.Deserialize(line, NodeJson.Default.NodeEvent)!;
            lock (_events)
            {
                _events.Add(happened);
                _more.SetResult();
                _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        var errors = await _errors;
        lock (_events)
        {
            _more.SetException(new StepFailedException($"Node {Name} has ended. {errors}"));
            _ = _more.Task.Exception;
        }
    }
}
