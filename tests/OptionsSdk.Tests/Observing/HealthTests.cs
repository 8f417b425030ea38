using Microsoft.Extensions.Diagnostics.HealthChecks;
using OptionsSdk.Errors;
using OptionsSdk.Tests.Manager;

namespace OptionsSdk.Tests.Observing;

public sealed class HealthTests
{
    private static CancellationToken Token => ManagerFixture.Token;

    [Fact]
    public async Task A_healthy_result_says_where_the_store_stands()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.needed", "x")));
        await fixture.StoreRawAsync("test.port", "99");
        var result = await CheckAsync(fixture);
        Assert.Equal((HealthStatus.Healthy, "Fresh", 1L), (result.Status, result.Data["state"], result.Data["revision"]));
        Assert.IsType<TimeSpan>(result.Data["staleness"]);
    }

    [Fact]
    public async Task Keys_of_values_that_do_not_fit_and_of_missing_options_are_data()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.port", "\"bad\"");
        var result = await CheckAsync(fixture);
        Assert.Equal(["test.port"], (string[])result.Data["invalid"]);
        Assert.Equal(["test.needed"], (string[])result.Data["missing"]);
    }

    [Fact]
    public async Task An_own_check_that_quotes_the_value_does_not_bring_it_into_health()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.even", "7777777");
        await fixture.StoreRawAsync("test.api-key", "\"bad-hunter2\"");
        var result = await CheckAsync(fixture);
        Assert.Contains("test.even", result.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("7777777", result.Description + string.Join(";", result.Data), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Description + string.Join(";", result.Data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_named_by_its_error_and_remedy()
    {
        await using var fixture = new ManagerFixture();
        fixture.Database.FailReads = true;
        var failure = await Assert.ThrowsAnyAsync<OptionStoreException>(async () => await fixture.Store.PullAsync(cancellationToken: Token));
        var result = await CheckAsync(fixture);
        Assert.Equal((HealthStatus.Degraded, OptionErrorIds.StoreUnavailable), (result.Status, result.Data["error"]));
        Assert.Contains(failure.Remedy, result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_schema_is_unhealthy_because_nobody_but_a_person_repairs_it()
    {
        await using var fixture = new ManagerFixture();
        fixture.Database.BeforeRead = () => throw new OptionStoreSchemaException(OptionErrorIds.StoreSchema, null, "It is missing.", "There must be one.", "Create it.");
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await fixture.Store.PullAsync(cancellationToken: Token));
        var result = await CheckAsync(fixture);
        Assert.Equal((HealthStatus.Unhealthy, OptionErrorIds.StoreSchema), (result.Status, result.Data["error"]));
        Assert.Contains("Create it.", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_from_the_cache_says_that_nobody_has_confirmed_the_values()
    {
        await using var first = new ManagerFixture();
        await first.Manager.SetAsync(TestOptions.Keys.Port, 99, cancellationToken: Token);
        await using var fixture = new ManagerFixture(first.Server, cache: new(first.Cache.Inner));
        fixture.Database.FailReads = true;
        await fixture.Store.StartAsync(Token);
        var result = await CheckAsync(fixture);
        Assert.Contains("no database has confirmed them", result.Description, StringComparison.Ordinal);
    }

    private static Task<HealthCheckResult> CheckAsync(ManagerFixture fixture) => new OptionHealthCheck(fixture.Manager).CheckHealthAsync(new(), Token);
}
