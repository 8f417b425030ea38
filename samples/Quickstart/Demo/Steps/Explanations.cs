using System.Security.Cryptography;
using OptionsSdk;
using Quickstart.Catalogue;

namespace Quickstart.Demo.Steps;

/// <summary>Every layer of a value, winner and losers; secrets stay secret.</summary>
internal sealed class Explanations : IStep
{
    public string Title => "Where a value comes from: stored, from settings, and a credential";

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        // A secret that stands in source code is none; OSDK3004 says so.
        var webhookSecret = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        await stage.Get<GithubAppOptions>().SetWebhookSecretAsync(webhookSecret, by: "ops", cancellationToken: cancellationToken);
        var port = stage.Options.Explain(MailOptions.Keys.Port.Name);
        var prefix = stage.Options.Explain(MailOptions.Keys.SubjectPrefix.Name);
        var secret = stage.Options.Explain(GithubAppOptions.Keys.WebhookSecret.Name);
        foreach (var explanation in new[] { port, prefix, secret })
        {
            stage.Say(explanation.ToString());
        }

        stage.Expect(port is { Source: OptionSource.Store, Value: "2527" }, "the port to come from the store");
        stage.Expect(prefix is { Source: OptionSource.Disk, Value: "[Quickstart] " }, "the prefix to come from settings");
        stage.Expect(stage.Get<GithubAppOptions>().WebhookSecret == webhookSecret, "the application to read the secret");
        stage.Expect(secret.Source == OptionSource.Store && !secret.ToString().Contains(webhookSecret, StringComparison.Ordinal), "the explanation not to tell it");
    }
}
