namespace MultiNode.Demo.Steps;

/// <summary>What each node counted from its start to now.</summary>
internal sealed class Totals : IStep
{
    public string Title => "Health and metrics of every node, and what its reader saw";

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        foreach (var node in stage.Nodes)
        {
            var status = await node.ReadStatusAsync(cancellationToken);
            stage.Say($"node {node.Name}: {status.Health} at revision {status.Revision}; {status.Checks:N0} checks, violations: {status.Violations}");
            stage.Say($"        {string.Join(", ", status.Metrics.Select(static count => $"{count.Key} {count.Value}"))}");
            stage.Expect(status.Health == "Healthy", $"node {node.Name} to be healthy, not {status.Health}: {status.Problems}");
            stage.Expect(status is { Violations: 0, Checks: > 0 }, $"node {node.Name} to have checked and found nothing wrong");
            stage.Expect(status.Version == stage.Version, $"node {node.Name} to read version {stage.Version}, not {status.Version}");
        }
    }
}
