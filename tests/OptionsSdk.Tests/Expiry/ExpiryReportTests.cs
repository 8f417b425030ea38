using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OptionsSdk.Store;
using OptionsSdk.Tests.Manager;
using OptionsSdk.Tests.Observing;

namespace OptionsSdk.Tests.Expiry;

/// <summary>Who is told that options have expired.</summary>
public sealed class ExpiryReportTests
{
    private static readonly TimeSpan Minute = AgeingProcess.Minute;

    private static CancellationToken Token => ManagerFixture.Token;

    [Theory]
    [InlineData("age.kept", OnExpired.KeepLast)]
    [InlineData("age.minute", OnExpired.UseDefault)]
    public async Task The_store_is_expired_as_long_as_one_option_is_whatever_becomes_of_its_value(string key, OnExpired onExpired)
    {
        await using var process = new AgeingProcess();
        Assert.Equal(onExpired, process.Manager.LookupKey(key).OnExpired);
        await process.ConfirmAsync();
        process.Time.Advance(Minute);
        Assert.Equal(StoreState.Stale, process.Store.State);
        process.Time.Advance(AgeingProcess.Instant);
        Assert.Equal(StoreState.Expired, process.Store.State);
        Assert.Contains(key, process.Manager.ExpiredOptions.Select(static option => option.Key));
        await process.ConfirmAsync();
        Assert.Equal((StoreState.Fresh, 0), (process.Store.State, process.Manager.ExpiredOptions.Count));
    }

    [Fact]
    public async Task Expired_options_are_listed_by_key()
    {
        await using var process = new AgeingProcess();
        await process.ConfirmAsync();
        process.Time.Advance(2 * Minute);
        Assert.Equal(["age.boxed", "age.kept", "age.minute", "age.on-disk"], process.Manager.ExpiredOptions.Select(static option => option.Key));
    }

    [Fact]
    public async Task Nothing_loaded_stays_what_it_is_and_its_options_expire()
    {
        await using var process = new AgeingProcess();
        process.Time.Advance(2 * Minute);
        Assert.Equal((StoreState.NotLoaded, 4), (process.Store.State, process.Manager.ExpiredOptions.Count));
    }

    [Fact]
    public async Task Health_is_unhealthy_while_options_have_expired_and_names_them()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "77777"));
        process.Time.Advance(Minute);
        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(process)).Status);
        process.Time.Advance(AgeingProcess.Instant);
        var result = await CheckAsync(process);
        Assert.Equal((HealthStatus.Unhealthy, "Expired"), (result.Status, result.Data["state"]));
        Assert.Equal(["age.boxed", "age.kept", "age.minute", "age.on-disk"], (string[])result.Data["expired"]);
        Assert.Contains("age.minute: expired, not confirmed by the database for longer than 00:01:00; its stored value is not used", result.Description, StringComparison.Ordinal);
        Assert.Contains("age.kept: expired, not confirmed by the database for longer than 00:01:00; the last value is in force", result.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("77777", result.Description, StringComparison.Ordinal);
        await process.ConfirmAsync();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(process)).Status);
    }

    [Fact]
    public async Task The_gauges_count_expired_options_and_show_the_state()
    {
        await using var process = new AgeingProcess();
        using var measurements = new RecordedMeasurements(process.Store);
        await process.ConfirmAsync();
        Assert.Equal((0.0, "database=fake database"), Assert.Single(measurements.Observe("options.store.expired_options")));
        process.Time.Advance(2 * Minute);
        Assert.Equal(4.0, Assert.Single(measurements.Observe("options.store.expired_options")).Value);
        Assert.Equal("state=expired,database=fake database", Assert.Single(measurements.Observe("options.store.state"), static state => state.Value == 1).Tags);
    }

    [Fact]
    public async Task A_store_whose_options_have_no_limit_counts_none()
    {
        await using var process = new AgeingProcess(registry: new OptionRegistry().Add<TestOptions>());
        using var measurements = new RecordedMeasurements(process.Store);
        await process.ConfirmAsync();
        Assert.Empty(measurements.Observe("options.store.expired_options"));
    }

    [Fact]
    public async Task Expiry_and_return_are_logged_once_for_all_options()
    {
        await using var process = new AgeingProcess();
        await process.ConfirmAsync();
        process.Time.Advance(2 * Minute);
        await process.ConfirmAsync();
        Assert.Equal(
            [
                (LogLevel.Error, "4 options have expired: fake database has not confirmed them for longer than they allow: age.minute, age.kept, age.on-disk, age.boxed"),
                (LogLevel.Information, "4 options that had expired are confirmed again by fake database: age.minute, age.kept, age.on-disk, age.boxed"),
            ],
            process.Log.Entries.Where(static entry => entry.Id is 2007 or 2008).Select(static entry => (entry.Level, entry.Message)));
    }

    [Fact]
    public async Task A_flapping_database_does_not_fill_the_log()
    {
        await using var process = new AgeingProcess(registry: new());
        process.Manager.Register("late.short", 1, maxStaleness: TimeSpan.FromSeconds(1));
        for (var turn = 0; turn < 10; turn++)
        {
            await process.ConfirmAsync();
            process.Time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Single(process.Log.Entries, static entry => entry.Id == 2007);
        Assert.Single(process.Log.Entries, static entry => entry.Id == 2008);
        await process.ConfirmAsync();
        process.Time.Advance(2 * Minute);
        Assert.Equal("9 more messages of event 2007 were left out since the last one was written", Assert.Single(process.Log.Entries, static entry => entry.Id == 1050).Message);
    }

    [Fact]
    public async Task A_limit_that_a_healthy_process_breaks_is_warned_of()
    {
        await using var process = new AgeingProcess();
        process.Manager.Register("late.short", 1, maxStaleness: TimeSpan.FromSeconds(19));
        process.Manager.Register("late.long", 1, maxStaleness: TimeSpan.FromSeconds(20));
        var (_, level, message) = Assert.Single(process.Log.Entries, static entry => entry.Id == 2010);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("'late.short' expires after 00:00:19", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_explanation_shows_an_expired_value_that_is_not_used()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        Assert.Equal(StoreState.Fresh, process.Manager.Explain("age.minute").StoreState);
        process.Time.Advance(2 * Minute);
        var explanation = process.Manager.Explain("age.minute");
        var layer = Assert.Single(explanation.Layers, static layer => layer.Source == OptionSource.Store);
        Assert.Equal((StoreState.Expired, OptionSource.Default, "1"), (explanation.StoreState, explanation.Source, explanation.Value));
        Assert.Equal((OptionLayerStatus.Expired, "5", "not confirmed by the database for longer than 00:01:00"), (layer.Status, layer.Value, layer.Detail));
    }

    [Fact]
    public async Task An_explanation_shows_an_expired_value_that_is_used_on()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.kept", "5"));
        process.Time.Advance(2 * Minute);
        var explanation = process.Manager.Explain("age.kept");
        var layer = Assert.Single(explanation.Layers, static layer => layer.Source == OptionSource.Store);
        Assert.Equal((StoreState.Expired, OptionLayerStatus.Winner, "not confirmed by the database for longer than 00:01:00"), (explanation.StoreState, layer.Status, layer.Detail));
    }

    [Fact]
    public async Task An_option_is_as_stale_as_the_store_until_its_own_limit_passes()
    {
        await using var process = new AgeingProcess();
        await process.ConfirmAsync();
        process.Time.Advance(2 * Minute);
        Assert.Equal(
            (StoreState.Expired, StoreState.Stale, StoreState.Stale),
            (process.Manager.Explain("age.minute").StoreState, process.Manager.Explain("age.hour").StoreState, process.Manager.Explain("age.free").StoreState));
    }

    [Fact]
    public async Task The_diagnosis_names_expired_options()
    {
        await using var process = new AgeingProcess();
        await process.ConfirmAsync();
        process.Time.Advance(2 * Minute);
        var problems = (await process.Manager.DiagnoseAsync(Token)).Findings.Where(static finding => finding.Severity == DiagnosisSeverity.Error).Select(static finding => finding.Problem).ToList();
        Assert.Contains("age.minute: not confirmed by the database for longer than 00:01:00; its stored value is not used.", problems);
        Assert.Contains("The database has not confirmed this process' options for longer than some of them allow.", problems);
    }

    [Fact]
    public async Task A_logger_that_throws_ends_neither_the_timer_nor_the_pull()
    {
        await using var process = new AgeingProcess();
        await process.StoreAsync(("age.minute", "5"));
        process.Log.OnEntry = static id => throw new InvalidOperationException(id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        process.Time.Advance(2 * Minute);
        Assert.Equal(1, process.Options.Minute);
        await process.ConfirmAsync();
        Assert.Equal(5, process.Options.Minute);
        process.Time.Advance(2 * Minute);
        Assert.Equal(1, process.Options.Minute);
    }

    private static Task<HealthCheckResult> CheckAsync(AgeingProcess process) =>
        new OptionHealthCheck(process.Manager).CheckHealthAsync(new(), Token);
}
