using System.Diagnostics;
using Quickstart.Catalogue;
using Quickstart.Verbs;

namespace Quickstart.Demo.Steps;

/// <summary>Another process watches while this one writes.</summary>
internal sealed class LiveChange : IStep
{
    public string Title => $"A second process sees a later write live, though the next sync tick is {OptionsHost.SyncInterval.TotalMinutes:0} minutes away";

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        await using var other = ChildProcess.Start(stage, "watch", MailOptions.Keys.Port.Name);
        var ready = await other.ReadLineAsync(static line => line.StartsWith(WatchVerb.Ready, StringComparison.Ordinal), cancellationToken);
        stage.Say($"second process       {ready}");
        stage.Expect(ready.EndsWith("= 2525", StringComparison.Ordinal), "the second process to start with 2525");

        var written = await stage.Mail.SetPortAsync(2526, by: "ops", because: "the relay moved again", cancellationToken: cancellationToken);
        var clock = Stopwatch.StartNew();
        stage.Say($"this process         wrote 2526, revision {written.Revision}");
        var seen = await other.ReadLineAsync(static line => line.Contains("2525 -> 2526", StringComparison.Ordinal), cancellationToken);
        stage.Say($"second process       {seen}");
        stage.Say($"                     {clock.ElapsedMilliseconds} ms later");
    }
}
