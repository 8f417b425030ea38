using OptionsSdk;
using OptionsSdk.Errors;
using Quickstart.Catalogue;

namespace Quickstart.Demo.Steps;

/// <summary>No generated method writes an immutable option, and the door that takes any key refuses it too.</summary>
internal sealed class ImmutableRefused : IStep
{
    public string Title => "An immutable option cannot be written, whatever the door";

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        // RedisOptions has no SetClustersAsync, and a key that the compiler sees is an error; one that is only known at run time gets this far.
        var key = stage.Options.Filter(OptionFlags.Immutable).First(static option => option.Key == RedisOptions.Keys.Clusters.Name).Key;
        try
        {
            await stage.Options.SetTextAsync(key, "{}", by: "ops", cancellationToken: cancellationToken);
        }
        catch (OptionNotWritableException exception)
        {
            stage.Say(exception.Message);
            stage.Expect(exception.Reason == NotWritableReason.ReadOnly, "the reason to be that it is read-only");
            stage.Expect(stage.Get<RedisOptions>().Clusters.ContainsKey("default"), "the clusters to be unchanged");
            return;
        }

        throw new StepFailedException("Expected: the write to be refused");
    }
}
