using Microsoft.Extensions.Logging;
using OptionsSdk.Errors;

namespace OptionsSdk.Tests.Manager;

public sealed class SettingsLayerTests
{
    [Fact]
    public void S57_a_store_only_option_in_settings_stops_the_start()
    {
        var error = Assert.Throws<OptionSettingsException>(() => new ManagerFixture(settings: new ReloadableSettings().With(("test.remote", "x"))));
        Assert.Equal((OptionErrorIds.SettingNotAllowed, "test.remote"), (error.Id, error.Key));
    }

    [Theory]
    [InlineData("test.port", "eighty")]
    [InlineData("test.port", "70000")]
    [InlineData("test.even", "3")]
    [InlineData("test.rate", "2")]
    public void S59_a_value_in_settings_that_does_not_fit_stops_the_start(string key, string text)
    {
        var error = Assert.Throws<OptionSettingsException>(() => new ManagerFixture(settings: new ReloadableSettings().With((key, text))));
        Assert.Equal(key, error.Key);
    }

    [Fact]
    public void A_flat_and_a_nested_setting_for_one_option_stop_the_start_and_both_are_named()
    {
        var error = Assert.Throws<OptionSettingsException>(
            () => new ManagerFixture(settings: new ReloadableSettings().With(("test.port", "80"), ("test:port", "81"))));
        Assert.Equal((OptionErrorIds.AmbiguousSetting, "test.port"), (error.Id, error.Key));
        Assert.Contains("test.port", error.Problem, StringComparison.Ordinal);
        Assert.Contains("test:port", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S59_an_unknown_setting_is_a_warning_at_the_start()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.prot", "80")));
        Assert.Contains(fixture.Log.Entries, entry => entry.Level == LogLevel.Warning && entry.Message.Contains("test.prot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bad_reload_keeps_the_last_good_value_and_is_told_once()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.port", "80")));
        var invalid = new List<OptionInvalidValue>();
        using var subscription = fixture.Manager.OnInvalidValue(value => { lock (invalid) { invalid.Add(value); } });
        fixture.Settings.Replace(("test.port", "eighty"));
        Assert.Equal(80, fixture.Options.Port);
        Assert.Equal("test.port", Assert.Single(fixture.Manager.InvalidValues).Option.Key);
        fixture.Settings.Replace(("test.port", "eighty"), ("test.host", "x"));
        await ManagerFixture.UntilAsync(() => { lock (invalid) { return invalid.Count > 0; } });
        Assert.Equal((80, "x"), (fixture.Options.Port, fixture.Options.Host));
        Assert.Equal((OptionSource.Disk, "test.port"), (Assert.Single(invalid).Source, invalid[0].Option.Key));
        fixture.Settings.Replace(("test.port", "90"));
        Assert.Equal(90, fixture.Options.Port);
        Assert.Empty(fixture.Manager.InvalidValues);
    }

    [Fact]
    public async Task A_bad_reload_without_a_last_good_value_leaves_the_default()
    {
        await using var fixture = new ManagerFixture();
        fixture.Settings.Replace(("test.port", "eighty"));
        Assert.Equal(25, fixture.Options.Port);
        Assert.Equal(OptionLayerStatus.Invalid, fixture.Manager.Explain("test.port").Layers.Single(layer => layer.Source == OptionSource.Disk).Status);
    }

    [Fact]
    public async Task S56_validation_accepts_fitting_settings()
    {
        await using var fixture = new ManagerFixture();
        fixture.Manager.Validate([new("test.port", "80"), new("test.fixed", "x"), new("test.local", "y"), new("test:host", "z"), new("test.text", null)]);
        Assert.Equal(25, fixture.Options.Port);
    }

    [Fact]
    public async Task S57_validation_names_an_unknown_key()
    {
        await using var fixture = new ManagerFixture();
        Assert.Equal("no.such", Assert.Throws<OptionUnknownException>(() => fixture.Manager.Validate([new("no.such", "80")])).Key);
    }

    [Fact]
    public async Task S57_validation_refuses_store_only_options_and_wrong_values()
    {
        await using var fixture = new ManagerFixture();
        Assert.Equal(OptionErrorIds.SettingNotAllowed, Assert.Throws<OptionSettingsException>(() => fixture.Manager.Validate([new("test.remote", "x")])).Id);
        var error = Assert.Throws<OptionSettingsException>(() => fixture.Manager.Validate([new("test.port", "eighty")]));
        Assert.Equal((OptionErrorIds.InvalidSetting, "test.port"), (error.Id, error.Key));
    }

    [Fact]
    public async Task A_credential_that_does_not_fit_is_not_shown()
    {
        var registry = new OptionRegistry().Add<TestOptions>();
        await using var fixture = new ManagerFixture(registry: registry);
        fixture.Manager.Register("pin", 1, OptionFlags.Credential);
        var error = Assert.Throws<OptionSettingsException>(() => fixture.Manager.Validate([new("pin", "hunter2")]));
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Required_options_are_listed_until_they_are_set_and_never_block()
    {
        await using var fixture = new ManagerFixture();
        Assert.Equal("test.needed", Assert.Single(fixture.Manager.MissingRequired).Key);
        fixture.Settings.Replace(("test.needed", "here"));
        Assert.Empty(fixture.Manager.MissingRequired);
        fixture.Settings.Replace();
        await fixture.Options.SetNeededAsync("stored", cancellationToken: ManagerFixture.Token);
        Assert.Empty(fixture.Manager.MissingRequired);
    }

    [Fact]
    public async Task S57_a_store_only_option_that_a_reload_brings_into_settings_is_not_read_from_there()
    {
        await using var fixture = new ManagerFixture();
        fixture.Settings.Replace(("test.remote", "disk"));
        Assert.Equal("remote", fixture.Options.Remote);
        Assert.Equal(OptionSource.Default, fixture.Manager.Explain("test.remote").Source);
    }
}
