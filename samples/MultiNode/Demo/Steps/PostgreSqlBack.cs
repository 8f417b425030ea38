namespace MultiNode.Demo.Steps;

/// <summary>The truth is back, and everybody follows it again.</summary>
internal sealed class PostgreSqlBack : IStep
{
    public string Title => "PostgreSQL is back: every node follows it again";

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (stage.Database is not { } database)
        {
            stage.Say("not shown: this PostgreSQL is not the demonstration's own");
            return;
        }

        await database.StartAsync(cancellationToken);
        stage.Say("started again, on the data that it was killed over");
        await stage.WriteEverywhereAsync(stage.Nodes[0], cancellationToken);
        await stage.WaitForAllAsync("health is good again", static status => status.Health == "Healthy", cancellationToken);
        foreach (var writer in stage.Nodes)
        {
            await stage.WriteEverywhereAsync(writer, cancellationToken);
        }

        await stage.SayReadsAsync(cancellationToken);
    }
}
