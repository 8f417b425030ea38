using OptionsSdk.Servers;

namespace MultiNode.Tests;

public sealed class DemonstrationTests
{
    private const string AllSteps = "All 6 steps saw what they expect";

    [Fact]
    public async Task Three_processes_follow_every_write_while_both_servers_are_killed()
    {
        // The sample finds its servers itself; here they are only looked for, so that a machine without them skips.
        RequireServers();

        var run = await SampleRun.RunAsync([]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(AllSteps, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not shown", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, run.Output.Split("checks, violations: 0").Length - 1);
    }

    [Fact]
    public async Task Servers_of_the_users_own_are_used_and_never_killed()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();

        var run = await SampleRun.RunAsync(["--postgres", server.ConnectionString(), "--redis", redis.Address]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(AllSteps, run.Output, StringComparison.Ordinal);
        Assert.Equal(4, run.Output.Split("not shown").Length - 1);
        Assert.DoesNotContain("killed\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_does_not_as_promised_fails_the_sample_by_the_steps_name()
    {
        RequireServers();

        // A frozen process follows nothing and refuses writes.
        var run = await SampleRun.RunAsync([], ("OPTIONSSDK_FREEZE", "1"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Step 1 (A write arrives on every node) failed", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(AllSteps, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--postgres")]
    [InlineData("--redis", "")]
    [InlineData("--mysql", "db")]
    public async Task Arguments_that_are_not_understood_start_nothing(params string[] arguments)
    {
        var run = await SampleRun.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Usage:", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static void RequireServers()
    {
        ServerProgram.Require("redis-server", "the package redis-server");
        ServerProgram.Require("postgres", "the server of PostgreSQL", Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(static version => Path.Combine(version, "bin")) : []);
    }
}
