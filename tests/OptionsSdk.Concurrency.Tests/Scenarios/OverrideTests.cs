using OptionsSdk.Concurrency.Tests.Exploration;

namespace OptionsSdk.Concurrency.Tests.Scenarios;

/// <summary>Overrides that open and close while values are published and read.</summary>
public sealed class OverrideTests
{
    [Fact]
    public void An_override_is_seen_in_its_own_flow_alone_and_leaves_the_newest_value_behind() => Schedules.Explore(OpenCloseAndPublish);

    [Fact]
    public void An_override_that_two_flows_close_is_closed_once() => Schedules.Explore(CloseTwice);

    [Fact]
    public void An_override_that_another_flow_closes_gives_way_to_the_value_in_force() => Schedules.Explore(CloseElsewhere);

    private static async Task OpenCloseAndPublish()
    {
        await using var process = new RaceProcess();
        await Flows.RunAsync(
            () => OverrideAsync(process, -1),
            () => OverrideAsync(process, -2),
            () => process.FollowAsync(process.Commit()),
            () =>
            {
                process.RequireAtLeast(0);
                return Task.CompletedTask;
            });
        process.RequireSettled(1);
    }

    private static async Task OverrideAsync(RaceProcess process, int value)
    {
        using (process.Manager.Override(RaceOptions.Keys.Number, value))
        {
            Assert.Equal(value, process.Options.Number);
            await Task.Yield();
            Assert.Equal((value, value), (process.Options.Number, process.Options.Snapshot().Number));
        }

        Assert.NotEqual(value, process.Options.Number);
    }

    private static async Task CloseTwice()
    {
        await using var process = new RaceProcess();
        var outer = process.Manager.Override(RaceOptions.Keys.Number, -1);
        await Flows.RunAsync(
            () => Close(outer),
            () => Close(outer),
            () => OverrideAsync(process, -2));
        process.RequireSettled(0);

        static Task Close(IDisposable scope)
        {
            scope.Dispose();
            return Task.CompletedTask;
        }
    }

    private static async Task CloseElsewhere()
    {
        await using var process = new RaceProcess();
        var scope = process.Manager.Override(RaceOptions.Keys.Number, -1);
        await Flows.RunAsync(
            () =>
            {
                // Inherited the override; it may end at any moment, but never comes back.
                int[] seen = [.. Enumerable.Range(0, 8).Select(i => i % 2 == 0 ? process.Options.Snapshot().Number : process.Options.Number)];
                Assert.True(seen.SequenceEqual(seen.Order()), string.Join(", ", seen));
                return Task.CompletedTask;
            },
            () =>
            {
                scope.Dispose();
                process.RequireAtLeast(0);
                return Task.CompletedTask;
            },
            () =>
            {
                process.Commit();
                return process.Store.PullAsync(1).AsTask();
            });
        process.RequireSettled(1);
    }
}
