namespace OptionsSdk.Concurrency.Tests.Exploration;

/// <summary>Runs the flows of a scenario at once.</summary>
internal static class Flows
{
    // The overload for a span is not under the explorer's control.
    public static Task RunAsync(params Func<Task>[] flows) => Task.WhenAll(flows.Select(static flow => Task.Run(flow)));

    public static Task RunAsync(int count, Func<Task> flow) => RunAsync([.. Enumerable.Repeat(flow, count)]);
}
