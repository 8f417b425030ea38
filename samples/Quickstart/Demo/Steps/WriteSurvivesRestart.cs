using OptionsSdk;
using Quickstart.Catalogue;

namespace Quickstart.Demo.Steps;

/// <summary>Two options are written as one revision; a restarted host and another process read them back.</summary>
internal sealed class WriteSurvivesRestart : IStep
{
    public string Title => "A write that survives a restart: host and port as one revision";

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var written = await stage.Options.WriteAsync(
            new OptionBatch().Set(MailOptions.Keys.Host, "relay.example.com").Set(MailOptions.Keys.Port, 2525),
            by: "ops",
            because: "the relay moved",
            cancellationToken: cancellationToken);
        var now = stage.Mail.Snapshot();
        stage.Say($"written              revision {written.Revision}, here already: {now.Host}:{now.Port}");
        stage.Expect(written.LocallyVisible && now is { Host: "relay.example.com", Port: 2525 }, "the writer to read its own write");

        await stage.StopAsync();
        await using (var other = ChildProcess.Start(stage, "get", MailOptions.Keys.Port.Name))
        {
            var port = await other.ReadLineAsync(static _ => true, cancellationToken);
            stage.Say($"another process      mail.port = {port}");
            stage.Expect(port == "2525", "another process to read 2525");
        }

        await stage.StartAsync(cancellationToken);
        var again = stage.Mail.Snapshot();
        stage.Say($"restarted            {again.Host}:{again.Port}");
        stage.Expect(again is { Host: "relay.example.com", Port: 2525 }, "the restarted host to read the same");
    }
}
