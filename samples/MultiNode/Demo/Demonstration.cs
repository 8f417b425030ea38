using System.Diagnostics;
using MultiNode.Demo.Steps;

namespace MultiNode.Demo;

/// <summary>Shows what a fleet does while its servers come and go, and checks every step.</summary>
internal static class Demonstration
{
    private static readonly IReadOnlyList<IStep> Steps =
        [new WriteArrives(), new RedisKilled(), new RedisBack(), new PostgreSqlKilled(), new PostgreSqlBack(), new Totals()];

    public static async Task RunAsync(string? postgres, string? redis, TextWriter output, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await output.WriteLineAsync("Three processes, one PostgreSQL, one Redis. Two options are always written together; every node checks all the time that they are equal.");
        await using var stage = new Stage(postgres, redis, output);
        await stage.StartAsync(cancellationToken);
        foreach (var (index, step) in Steps.Index())
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync($"{index + 1}. {step.Title} (after {clock.Elapsed.TotalSeconds:0.0} s)");
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
