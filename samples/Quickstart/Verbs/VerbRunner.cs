using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OptionsSdk;

namespace Quickstart.Verbs;

/// <summary>Finds the verb, starts the host and runs the verb in it.</summary>
internal static class VerbRunner
{
    public const string DatabaseSetting = "database";

    private const string DefaultDatabaseFile = "options.db";

    private static readonly IReadOnlyList<IVerb> Verbs =
        [new GetVerb(), new SetVerb(), new DeleteVerb(), new ListVerb(), new ExplainVerb(), new WatchVerb(), new ValidateVerb()];

    public static string Usage { get; } = string.Join(
        Environment.NewLine,
        [
            "Without arguments the demonstration runs. By hand:",
            .. Verbs.Select(static verb => $"  {verb.Usage}"),
            $"Options are kept in {DefaultDatabaseFile} of the current folder, or in the file that --{DatabaseSetting} names.",
        ]);

    public static async Task RunAsync(IReadOnlyList<string> words, TextWriter output, CancellationToken cancellationToken)
    {
        if (words[0] is "help" or "--help")
        {
            await output.WriteLineAsync(Usage);
            return;
        }

        var verb = Verbs.FirstOrDefault(verb => verb.Name == words[0]) ?? throw new MisuseException($"There is no verb '{words[0]}'.");
        var arguments = VerbArguments.Parse(verb, words.Skip(1));
        var databaseFile = Path.GetFullPath(arguments.Setting(DatabaseSetting) ?? DefaultDatabaseFile);
        using var host = OptionsHost.CreateBuilder(databaseFile).Build();
        var context = new VerbContext(host.Services.GetRequiredService<OptionManager>(), arguments, output);
        if (!verb.NeedsDatabase)
        {
            await verb.RunAsync(context, cancellationToken);
            return;
        }

        await host.StartAsync(cancellationToken);
        try
        {
            // Ctrl+C asks the host to stop, and the host tells the verb.
            var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
            await verb.RunAsync(context, ends.Token);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }
}
