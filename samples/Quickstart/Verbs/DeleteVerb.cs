using OptionsSdk;

namespace Quickstart.Verbs;

/// <summary>Deletes an option's stored value, so that settings or the default apply again.</summary>
internal sealed class DeleteVerb : IVerb
{
    public string Name => "delete";

    public string Usage => "delete KEY";

    public (int Least, int Most) Arguments => (1, 1);

    public async Task RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var key = context.Arguments[0];
        var result = await context.Options.DeleteAsync(key, Environment.UserName, channel: OptionChannel.Cli, cancellationToken: cancellationToken);
        var now = context.Options.Explain(key);
        await context.Output.WriteLineAsync(result.Changed
            ? $"{key} = {now.Value} (from {now.Source}, revision {result.Revision})"
            : $"{key} had no stored value.");
    }
}
