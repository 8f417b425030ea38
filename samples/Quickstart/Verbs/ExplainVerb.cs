namespace Quickstart.Verbs;

/// <summary>Prints every layer of an option: what it holds, which one wins, who wrote it and when.</summary>
internal sealed class ExplainVerb : IVerb
{
    public string Name => "explain";

    public string Usage => "explain KEY";

    public (int Least, int Most) Arguments => (1, 1);

    public async Task RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var explanation = context.Options.Explain(context.Arguments[0]);
        if (explanation.Option.Description is { } description)
        {
            await context.Output.WriteLineAsync(description);
        }

        await context.Output.WriteLineAsync(explanation.ToString());
    }
}
