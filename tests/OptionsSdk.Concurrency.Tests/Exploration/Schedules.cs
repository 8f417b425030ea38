using System.Globalization;
using Microsoft.Coyote;
using Microsoft.Coyote.SystematicTesting;

namespace OptionsSdk.Concurrency.Tests.Exploration;

/// <summary>
/// Runs a scenario under many schedules, each decided by the explorer step by step. The seed is fixed, so that a run of the suite says the
/// same each time; <c>OPTIONS_SEED</c> takes another one and <c>OPTIONS_SCHEDULES</c> multiplies the schedules.
/// </summary>
internal static class Schedules
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly uint Seed = Read("OPTIONS_SEED", 20_251);
    private static readonly uint Factor = Read("OPTIONS_SCHEDULES", 1);

    /// <param name="scenario">A static method; it fails by an exception, a deadlock, or by never ending.</param>
    /// <param name="schedules">How many schedules each strategy tries.</param>
    /// <param name="isEveryFieldASwitch">Whether flows take turns at plain fields too, which shows what a missing lock does.</param>
    public static void Explore(Func<Task> scenario, uint schedules = 100, bool isEveryFieldASwitch = false)
    {
        var controlled = ControlledAssemblies.Find(scenario);

        // What happens once in a process must not be part of a schedule: initializers, loading of code.
        Assert.True(controlled().Wait(Patience, TestContext.Current.CancellationToken), "The scenario never ends, whatever the schedule.");
        Explore(controlled, scenario.Method.Name, "random", Configure().WithRandomStrategy());
        Explore(controlled, scenario.Method.Name, "prioritized", Configure().WithPrioritizationStrategy(true, 10));

        Configuration Configure() => Schedules.Configure(schedules).WithMemoryAccessRaceCheckingEnabled(isEveryFieldASwitch);
    }

    private static Configuration Configure(uint schedules) =>
        Configuration.Create()
            .WithTestingIterations(schedules * Factor)
            .WithRandomGeneratorSeed(Seed)
            .WithMaxSchedulingSteps(20_000)
            .WithFailureOnMaxStepsBoundEnabled(true)
            .WithCollectionAccessRaceCheckingEnabled(false)
            .WithTelemetryEnabled(false);

    private static void Explore(Func<Task> scenario, string name, string strategy, Configuration configuration)
    {
        using var engine = TestingEngine.Create(configuration, scenario);
        engine.Run();
        var report = engine.TestReport;
        TestContext.Current.TestOutputHelper?.WriteLine(engine.GetReport());
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(Environment.NewLine, report.UncontrolledInvocations));
        Assert.True(
            report.NumOfFoundBugs == 0,
            $"{name}, {strategy} schedules, OPTIONS_SEED={Seed.ToString(CultureInfo.InvariantCulture)}:{Environment.NewLine}"
            + string.Join(Environment.NewLine, report.BugReports.Concat(report.InternalErrors)) + Environment.NewLine + engine.ReproducibleTrace);
        Assert.Empty(report.InternalErrors);
        Assert.True(engine.IsTestRewritten(), "The scenario is not under control.");
    }

    private static uint Read(string variable, uint otherwise) =>
        uint.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
