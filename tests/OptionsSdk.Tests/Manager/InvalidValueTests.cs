using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OptionsSdk.Tests.Manager;

public sealed class InvalidValueTests
{
    [Theory]
    [InlineData("\"eighty\"")]
    [InlineData("70000")]
    [InlineData("null")]
    [InlineData("1.5")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]")]
    public async Task S32_a_stored_value_that_does_not_fit_keeps_the_last_good_one(string json)
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.port", "443");
        await fixture.StoreRawAsync("test.port", json);
        Assert.Equal(443, fixture.Options.Port);
        Assert.Equal((OptionSource.Store, 2L), (fixture.Manager.InvalidValues[0].Source, fixture.Manager.InvalidValues[0].Revision));
    }

    [Fact]
    public async Task Other_options_of_the_same_image_are_installed()
    {
        await using var fixture = new ManagerFixture();
        fixture.Database.CommitDirectly(new("test.port", "\"bad\""), new("test.host", "\"good\""));
        await fixture.Store.PullAsync(cancellationToken: ManagerFixture.Token);
        Assert.Equal((25, "good"), (fixture.Options.Port, fixture.Options.Host));
    }

    [Fact]
    public async Task A_stored_value_that_does_not_fit_at_the_start_leaves_settings_and_default()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.host", "disk")));
        fixture.Database.CommitDirectly(new("test.port", "\"bad\""), new("test.host", "5"));
        await fixture.Store.StartAsync(ManagerFixture.Token);
        await ManagerFixture.UntilAsync(() => fixture.Manager.InvalidValues.Count == 2);
        Assert.Equal((25, "disk"), (fixture.Options.Port, fixture.Options.Host));
    }

    [Fact]
    public async Task One_event_is_raised_for_one_bad_value_and_the_good_one_heals_it()
    {
        await using var fixture = new ManagerFixture();
        var invalid = new List<OptionInvalidValue>();
        using var subscription = fixture.Manager.OnInvalidValue(value => { lock (invalid) { invalid.Add(value); } });
        await fixture.StoreRawAsync("test.port", "\"bad\"");
        await fixture.StoreRawAsync("test.host", "\"x\"");
        fixture.Settings.Replace(("test.note", "x"));
        await ManagerFixture.UntilAsync(() => { lock (invalid) { return invalid.Count > 0; } });
        await fixture.StoreRawAsync("test.port", "443");
        Assert.Equal(443, fixture.Options.Port);
        Assert.Empty(fixture.Manager.InvalidValues);
        Assert.Single(invalid);
    }

    [Fact]
    public async Task A_check_that_throws_on_a_stored_value_is_one_more_broken_rule()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.even", "666");
        Assert.Equal(2, fixture.Options.Even);
        Assert.Contains("InvalidOperationException", fixture.Manager.InvalidValues[0].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_credential_is_reported_without_its_value()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.password", "12345678");
        Assert.DoesNotContain("12345678", fixture.Manager.Explain("test.password").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Log.Entries, entry => entry.Message.Contains("12345678", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deleting_a_bad_value_falls_back_and_is_healthy_again()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.port", "443");
        await fixture.StoreRawAsync("test.port", "\"bad\"");
        await fixture.StoreRawAsync("test.port", null);
        Assert.Equal(25, fixture.Options.Port);
        Assert.Empty(fixture.Manager.InvalidValues);
    }

    [Fact]
    public async Task Health_is_degraded_by_a_bad_value_and_names_it()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Store.StartAsync(ManagerFixture.Token);
        await fixture.Options.SetNeededAsync("x", cancellationToken: ManagerFixture.Token);
        var check = new OptionHealthCheck(fixture.Manager);
        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(new(), ManagerFixture.Token)).Status);
        await fixture.StoreRawAsync("test.port", "\"bad\"");
        var result = await check.CheckHealthAsync(new(), ManagerFixture.Token);
        Assert.Equal(HealthStatus.Degraded, result.Status);
        Assert.Contains("test.port", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_deleted_by_hand_is_found_by_a_full_reconcile()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetPortAsync(443, cancellationToken: ManagerFixture.Token);
        fixture.Server.EditByHand("test.port", null);
        await fixture.Store.ReconcileAsync(Timeout.InfiniteTimeSpan, ManagerFixture.Token);
        Assert.Equal(25, fixture.Options.Port);
    }

    [Fact]
    public async Task A_row_edited_by_hand_is_found_by_a_full_reconcile_and_judged()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetPortAsync(443, cancellationToken: ManagerFixture.Token);
        await fixture.Options.SetHostAsync("x", cancellationToken: ManagerFixture.Token);
        fixture.Server.EditByHand("test.port", "\"bad\"");
        fixture.Server.EditByHand("test.host", "\"edited\"");
        await fixture.Store.ReconcileAsync(Timeout.InfiniteTimeSpan, ManagerFixture.Token);
        Assert.Equal((443, "edited"), (fixture.Options.Port, fixture.Options.Host));
        Assert.Equal("test.port", Assert.Single(fixture.Manager.InvalidValues).Option.Key);
    }

    [Fact]
    public async Task Reading_the_whole_state_anew_does_not_tell_the_same_bad_value_again()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.port", "\"bad\"");
        var count = 0;
        using var probe = new MeasurementProbe("options.invalid_values", () => count++);
        fixture.Server.EditByHand("test.host", "\"edited\"");

        // A real database makes all rows anew with each read. The fake does so for a row that was away: same revision and value, another object.
        fixture.Server.EditByHand("test.port", null);
        fixture.Server.EditByHand("test.port", "\"bad\"");
        await fixture.Store.ReconcileAsync(Timeout.InfiniteTimeSpan, ManagerFixture.Token);
        Assert.Equal("edited", fixture.Options.Host);
        Assert.Equal(0, count);
        fixture.Server.EditByHand("test.port", "\"worse\"");
        await fixture.Store.ReconcileAsync(Timeout.InfiniteTimeSpan, ManagerFixture.Token);
        Assert.Equal(1, count);
    }

    [Fact]
    public async Task Each_bad_value_is_counted_and_logged_once()
    {
        await using var fixture = new ManagerFixture();
        var count = 0;
        using var probe = new MeasurementProbe("options.invalid_values", () => count++);
        fixture.Settings.Replace(("test.port", "eighty"), ("test.even", "3"));
        fixture.Settings.Replace(("test.port", "eighty"), ("test.even", "3"), ("test.note", "x"));
        Assert.Equal(2, count);
        Assert.Equal(2, fixture.Log.Entries.Count(entry => entry.Id == 2002));
        Assert.Contains(fixture.Log.Entries, entry => entry.Id == 2002 && entry.Message.Contains("test.even", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Health_is_degraded_by_a_required_option_that_is_not_set_and_names_it()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Store.StartAsync(ManagerFixture.Token);
        var result = await new OptionHealthCheck(fixture.Manager).CheckHealthAsync(new(), ManagerFixture.Token);
        Assert.Equal((HealthStatus.Degraded, "test.needed: required, but not set"), (result.Status, result.Description));
    }

    [Fact]
    public async Task Health_is_degraded_by_a_store_that_was_not_loaded()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.needed", "x")));
        var result = await new OptionHealthCheck(fixture.Manager).CheckHealthAsync(new(), ManagerFixture.Token);
        Assert.Equal((HealthStatus.Degraded, "the store is NotLoaded"), (result.Status, result.Description));
    }
}
