using System.Diagnostics;
using MultiNode.Nodes.Events;
using OptionsSdk.Errors;

namespace MultiNode.Demo.Steps;

/// <summary>The truth is away: reads go on with the last values, writes are refused.</summary>
internal sealed class PostgreSqlKilled : IStep
{
    public string Title => "PostgreSQL is killed: reads go on, a write is refused";

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (stage.Database is not { } database)
        {
            stage.Say("not shown: this PostgreSQL is not the demonstration's own");
            return;
        }

        await database.KillAsync();
        stage.Say("killed");
        var answers = await Task.WhenAll(stage.Nodes.Select(node => node.WriteAsync(stage.Version + 1, cancellationToken)));
        foreach (var (node, answer) in stage.Nodes.Zip(answers))
        {
            stage.Expect(answer is WriteRefused { Id: OptionErrorIds.StoreUnavailable }, $"node {node.Name} to refuse the write with {OptionErrorIds.StoreUnavailable}, not {answer}");
            var refused = (WriteRefused)answer;
            stage.Say($"node {node.Name} refused a write after {Stopwatch.GetElapsedTime(refused.Started, refused.Ended).TotalMilliseconds:0} ms: {refused.Id}: {refused.Problem}");
        }

        await stage.WaitForAllAsync("health is degraded, no more than that", static status => status.Health == "Degraded", cancellationToken);
        await stage.SayReadsAsync(cancellationToken);
    }
}
