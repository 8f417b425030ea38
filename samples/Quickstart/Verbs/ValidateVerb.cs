using Microsoft.Extensions.Configuration;

namespace Quickstart.Verbs;

/// <summary>Checks a settings file against the catalogue: its section <c>Options</c>, or all of it where there is no such section.</summary>
internal sealed class ValidateVerb : IVerb
{
    public string Name => "validate";

    public string Usage => "validate FILE.json";

    public (int Least, int Most) Arguments => (1, 1);

    public bool NeedsDatabase => false;

    public async Task RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(context.Arguments[0]);
        IConfiguration settings = new ConfigurationBuilder().AddJsonFile(file, optional: false).Build();
        context.Options.Validate(settings.GetSection("Options") is var section && section.Exists() ? section : settings);
        await context.Output.WriteLineAsync($"{context.Arguments[0]} fits the catalogue.");
    }
}
