namespace Quickstart.Verbs;

/// <summary>Prints an option's value; a credential stays hidden.</summary>
internal sealed class GetVerb : IVerb
{
    public string Name => "get";

    public string Usage => "get KEY";

    public (int Least, int Most) Arguments => (1, 1);

    public Task RunAsync(VerbContext context, CancellationToken cancellationToken) =>
        context.Output.WriteLineAsync(context.Options.Explain(context.Arguments[0]).Value);
}
