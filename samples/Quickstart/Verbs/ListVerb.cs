using System.IO.Enumeration;

namespace Quickstart.Verbs;

/// <summary>Prints every option whose key matches a pattern, with type, source and value; credentials stay hidden.</summary>
internal sealed class ListVerb : IVerb
{
    public string Name => "list";

    public string Usage => "list [GLOB]";

    public (int Least, int Most) Arguments => (0, 1);

    public async Task RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var pattern = context.Arguments.Find(0) ?? "*";
        var options = context.Options.All
            .Where(option => FileSystemName.MatchesSimpleExpression(pattern, option.Key, ignoreCase: false))
            .Select(option => context.Options.Explain(option.Key))
            .ToList();
        var keyWidth = options.Select(static option => option.Option.Key.Length).DefaultIfEmpty().Max();
        var typeWidth = options.Select(static option => option.Option.TypeName.Length).DefaultIfEmpty().Max();
        foreach (var option in options)
        {
            await context.Output.WriteLineAsync(
                $"{option.Option.Key.PadRight(keyWidth)}  {option.Option.TypeName.PadRight(typeWidth)}  {option.Source,-7}  {option.Value.ReplaceLineEndings(" ")}");
        }
    }
}
