namespace MultiNode.Demo.Steps;

/// <summary>Each node writes twice.</summary>
internal sealed class WriteArrives : IStep
{
    public string Title => "A write arrives on every node";

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        stage.Say("first writes, for which every process compiles code:");
        foreach (var writer in stage.Nodes)
        {
            await stage.WriteEverywhereAsync(writer, cancellationToken);
        }

        stage.Say("and once more:");
        foreach (var writer in stage.Nodes)
        {
            await stage.WriteEverywhereAsync(writer, cancellationToken);
        }

        await stage.SayReadsAsync(cancellationToken);
    }
}
