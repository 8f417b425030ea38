using OptionsSdk;
using Quickstart.Catalogue;

namespace Quickstart.Demo.Steps;

/// <summary>Groups are injected; an option is a property. Values come from defaults and from appsettings.json.</summary>
internal sealed class TypedReads : IStep
{
    public string Title => "Typed reads: defaults, and settings flat and nested";

    public Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var mail = stage.Mail;
        var boosts = stage.Get<SnubaOptions>().SearchRecommendedGroupTypeBoost;
        var oldestPython = stage.Get<SdkDeprecationOptions>().ProfileChunkPython;
        stage.Say($"relay                {mail.Host}:{mail.Port}");
        stage.Say($"boost of type 7001   {boosts[7001]}");
        stage.Say($"oldest Python SDK    {oldestPython}");
        stage.Expect(mail is { Host: "127.0.0.1", Port: 25 }, "the declared relay");
        stage.Expect(boosts[7001] is 0.15, "the declared boost");
        stage.Expect(oldestPython == new Version(2, 24, 1), "the declared version");

        var brownout = stage.Get<ApiOptions>().DeprecationBrownoutDuration;
        var facets = stage.Get<U2fOptions>().Facets;
        stage.Say($"subject prefix       '{mail.SubjectPrefix}', flat in appsettings.json");
        stage.Say($"facets               {string.Join(", ", facets)}, flat in appsettings.json");
        stage.Say($"brownout             {brownout} s, nested in appsettings.json");
        stage.Expect(mail.SubjectPrefix == "[Quickstart] ", "the prefix from settings");
        stage.Expect(facets.Length == 2, "the facets from settings");
        stage.Expect(brownout == 120, "the duration from settings");
        return Task.CompletedTask;
    }
}
