using System.Diagnostics;
using System.Text.Json;
using OptionsSdk.Chaos.Nodes;
using OptionsSdk.Chaos.Nodes.Commands;
using OptionsSdk.Servers;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>A node in a process of its own, which can be stopped and killed.</summary>
internal sealed class ProcessMember(
    int index, int seed, PostgreSqlServer server, RedisServer redis, string schema, OptionCacheMode mode, bool trustsRedis, string lastKnownGoodFile)
    : ChaosMember(index, seed, server, redis, schema, mode, trustsRedis, lastKnownGoodFile)
{
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private Process? _process;
    private Task _reading = Task.CompletedTask;
    private Task<string> _errors = Task.FromResult("");
    private volatile bool _isKilled;

    public override void Execute(NodeCommand command)
    {
        lock (_gate)
        {
            if (_process is { HasExited: false } process)
            {
                try
                {
                    process.StandardInput.WriteLine(JsonSerializer.Serialize(command, NodeJson.Default.NodeCommand));
                    process.StandardInput.Flush();
                }
                catch (IOException) when (_isKilled)
                {
                    // It hears nothing any more.
                }
            }
        }
    }

    /// <summary>Ends the process without a word.</summary>
    public async Task KillAsync()
    {
        _isKilled = true;
        Signal.SendKill(_process!.Id);
        await FinishAsync();
    }

    /// <summary>Stops the process where it stands.</summary>
    public void Stop() => Signal.SendStop(_process!.Id);

    /// <summary>Lets the stopped process go on.</summary>
    public void Continue() => Signal.SendContinue(_process!.Id);

    public override async Task EndAsync()
    {
        if (_process is not { } process)
        {
            return;
        }

        lock (_gate)
        {
            process.StandardInput.Close();
        }

        try
        {
            await process.WaitForExitAsync().WaitAsync(PatienceAtTheEnd);
        }
        catch (TimeoutException)
        {
            process.Kill();
            Note(new Nodes.Events.RuleBroken($"the process of {Name} did not end within {PatienceAtTheEnd}"));
        }

        await FinishAsync();
    }

    protected override Task BeginAsync()
    {
        _isKilled = false;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "OptionsSdk.Chaos.Nodes.dll")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        _errors = process.StandardError.ReadToEndAsync();
        _reading = Task.Run(() => ReadAsync(process));
        process.StandardInput.WriteLine(JsonSerializer.Serialize(Settings, NodeJson.Default.NodeSettings));
        process.StandardInput.Flush();
        lock (_gate)
        {
            _process = process;
        }

        return Task.CompletedTask;
    }

    private async Task FinishAsync()
    {
        await _process!.WaitForExitAsync();
        await _reading;
        lock (_gate)
        {
            _process.Dispose();
            _process = null;
        }
    }

    private async Task ReadAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            try
            {
                Note(JsonSerializer.Deserialize(line, NodeJson.Default.NodeEvent)!);
            }
            catch (JsonException) when (_isKilled)
            {
                // The last line of a process that was killed while it wrote.
            }
        }

        await process.WaitForExitAsync();
        if (!_isKilled && (process.ExitCode != 0 || (await _errors).Length > 0))
        {
            var what = $"the process of {Name} ended with {process.ExitCode}: {await _errors}";
            Note(new Nodes.Events.RuleBroken(what));
            Fail(what);
        }
    }
}
