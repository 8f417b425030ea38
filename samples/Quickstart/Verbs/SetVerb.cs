using OptionsSdk;

namespace Quickstart.Verbs;

/// <summary>Writes an option from text, as its type reads it.</summary>
internal sealed class SetVerb : IVerb
{
    private const string By = "by";
    private const string Because = "because";
    private const string Channel = "channel";

    public string Name => "set";

    public string Usage => $"set KEY TEXT [--{By} WHO] [--{Because} WHY] [--{Channel} {string.Join('|', Enum.GetNames<OptionChannel>())}]";

    public (int Least, int Most) Arguments => (2, 2);

    public IReadOnlyList<string> Settings => [By, Because, Channel];

    public async Task RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        var arguments = context.Arguments;
        var result = await context.Options.SetTextAsync(
            arguments[0],
            arguments[1],
            arguments.Setting(By) ?? Environment.UserName,
            arguments.Setting(Because),
            ReadChannel(arguments.Setting(Channel)),
            cancellationToken: cancellationToken);
        var now = context.Options.Explain(arguments[0]);
        await context.Output.WriteLineAsync($"{now.Option.Key} = {now.Value} (from {now.Source}, revision {result.Revision})");
    }

    private static OptionChannel ReadChannel(string? name) =>
        name is null ? OptionChannel.Cli
        : Enum.GetNames<OptionChannel>().Contains(name, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<OptionChannel>(name, ignoreCase: true)
        : throw new MisuseException($"There is no channel '{name}'.");
}
