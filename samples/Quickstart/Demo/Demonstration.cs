using System.Diagnostics;
using Quickstart.Demo.Steps;

namespace Quickstart.Demo;

/// <summary>Shows in a few seconds what runtime options do, and checks every step.</summary>
internal static class Demonstration
{
    private static readonly IReadOnlyList<IStep> Steps =
        [new TypedReads(), new WriteSurvivesRestart(), new LiveChange(), new ImmutableRefused(), new BrokenRow(), new Explanations(), new OverrideInOneFlow()];

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await using var stage = new Stage(output);
        await stage.StartAsync(cancellationToken);
        await output.WriteLineAsync($"{stage.Options.All.Count} options of a real catalogue, one SQLite file, no set-up.");
        foreach (var (index, step) in Steps.Index())
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync($"{index + 1}. {step.Title}");
            try
            {
                await step.RunAsync(stage, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new StepFailedException($"Step {index + 1} ({step.Title}) failed. {exception.Message}");
            }
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync($"All {Steps.Count} steps saw what they expect, in {clock.Elapsed.TotalSeconds:0.0} s.");
    }
}
