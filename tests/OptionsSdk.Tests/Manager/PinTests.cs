using Microsoft.Extensions.Diagnostics.HealthChecks;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Tests.Manager;

/// <summary>Options that the environment fixes for one process.</summary>
public sealed class PinTests
{
    private static CancellationToken Token => ManagerFixture.Token;

    private static OptionManagerSettings Pins(string? json, params string[] legacyPrefixes) =>
        new() { ReadEnvironment = name => name == "OPTIONSSDK_PIN" ? json : null, LegacyPrefixes = legacyPrefixes };

    private static ManagerFixture Fixture(string json, ReloadableSettings? settings = null) => new(settings: settings, managerSettings: Pins(json));

    private static OptionSettingsException Refuse(string json) =>
        Assert.Throws<OptionSettingsException>(() => new OptionManager(new OptionRegistry().Add<TestOptions>(), settings: Pins(json)));

    [Fact]
    public async Task A_pin_wins_over_store_and_settings_for_every_kind_of_read()
    {
        await using var fixture = Fixture("""{"test.port":2525,"test.pinned":"pin"}""", new ReloadableSettings().With(("test.port", "80"), ("test.pinned", "disk")));
        await fixture.StoreRawAsync("test.port", "443");
        Assert.Equal((2525, "pin"), (fixture.Options.Port, fixture.Options.Pinned));
        Assert.Equal(2525, fixture.Options.Snapshot().Port);
        Assert.Equal(2525, fixture.Manager.Capture().Get(TestOptions.Keys.Port));
        Assert.Equal(("2525", "2525"), (fixture.Manager.GetText("test.port"), fixture.Manager.GetJson("test.port")));
    }

    [Fact]
    public void Every_kind_of_value_can_be_pinned_whatever_the_flags_are()
    {
        using var manager = new OptionManager(
            new OptionRegistry().Add<TestOptions>(),
            settings: Pins("""{"test.names":["x","y"],"test.timeout":"00:00:09","test.fixed":"f","test.local":"l","test.remote":"r","test.enabled":true}"""));
        var options = manager.Group<TestOptions>();
        Assert.Equal(["x", "y"], options.Names);
        Assert.Equal((TimeSpan.FromSeconds(9), "f", "l", "r", true), (options.Timeout, options.Fixed, options.Local, options.Remote, options.Enabled));
    }

    [Fact]
    public void A_test_override_wins_over_a_pin()
    {
        using var manager = new OptionManager(new OptionRegistry().Add<TestOptions>(), settings: Pins("""{"test.port":2525}"""));
        using (manager.Override(TestOptions.Keys.Port, 9))
        {
            Assert.Equal(9, manager.Group<TestOptions>().Port);
        }

        Assert.Equal(2525, manager.Group<TestOptions>().Port);
    }

    [Fact]
    public async Task The_explanation_shows_the_pin_above_what_it_covers()
    {
        await using var fixture = Fixture("""{"test.port":2525}""");
        await fixture.StoreRawAsync("test.port", "443");
        var explanation = fixture.Manager.Explain("test.port");
        Assert.Equal(("2525", OptionSource.Pin), (explanation.Value, explanation.Source));
        Assert.Equal(
            [
                (OptionSource.Override, OptionLayerStatus.Absent, null),
                (OptionSource.Pin, OptionLayerStatus.Winner, "2525"),
                (OptionSource.Store, OptionLayerStatus.Loser, "443"),
                (OptionSource.Disk, OptionLayerStatus.Absent, null),
                (OptionSource.Default, OptionLayerStatus.Loser, "25"),
            ],
            explanation.Layers.Select(layer => (layer.Source, layer.Status, layer.Value)));
        Assert.Contains("OPTIONSSDK_PIN", explanation.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(OptionSource.Pin, fixture.Manager.Explain("test.host").Layers.Select(layer => layer.Source));
    }

    [Fact]
    public async Task Pins_are_listed_logged_and_degrade_health()
    {
        var log = new ManagerFixture.RecordingManagerLogger();
        using var manager = new OptionManager(new OptionRegistry().Add<QuietOptions>(), settings: Pins("""{"quiet.count":3}"""), logger: log);
        Assert.Equal("quiet.count", Assert.Single(manager.Pinned).Key);
        Assert.Contains("'quiet.count' is pinned by OPTIONSSDK_PIN", Assert.Single(log.Entries, entry => entry.Id == 2005).Message, StringComparison.Ordinal);
        var health = await new OptionHealthCheck(manager).CheckHealthAsync(new(), Token);
        Assert.Equal((HealthStatus.Degraded, "quiet.count: pinned by OPTIONSSDK_PIN"), (health.Status, health.Description));
    }

    [Fact]
    public void A_pinned_option_counts_as_set()
    {
        using var manager = new OptionManager(new OptionRegistry().Add<TestOptions>(), settings: Pins("""{"test.needed":"x"}"""));
        Assert.True(manager.IsSet("test.needed"));
        Assert.False(manager.IsSetOnDisk("test.needed"));
        Assert.Empty(manager.MissingRequired);
    }

    [Fact]
    public async Task A_write_to_a_pinned_option_is_stored_but_not_visible_here()
    {
        await using var fixture = Fixture("""{"test.port":2525}""");
        await using var other = fixture.Another();
        var changes = new List<OptionChange>();
        using var subscription = fixture.Manager.OnChange(changes.Add);
        var result = await fixture.Options.SetPortAsync(443, cancellationToken: Token);
        Assert.Equal((1L, false, true), (result.Revision, result.LocallyVisible, result.Changed));
        Assert.Equal(2525, fixture.Options.Port);
        Assert.Single(fixture.Log.Entries, entry => entry.Id == 2006);
        await other.Store.PullAsync(cancellationToken: Token);
        Assert.Equal(443, other.Options.Port);

        var batch = await fixture.Manager.WriteAsync(new OptionBatch().Set(TestOptions.Keys.Host, "relay").Delete("test.port"), cancellationToken: Token);
        Assert.False(batch.LocallyVisible);
        await ManagerFixture.UntilAsync(() => changes.Count > 0);
        Assert.Equal("test.host", Assert.Single(changes).Option.Key);
    }

    [Fact]
    public async Task A_stored_value_that_does_not_fit_is_told_although_a_pin_covers_it()
    {
        await using var fixture = Fixture("""{"test.port":2525}""");
        await fixture.StoreRawAsync("test.port", "\"bad\"");
        Assert.Equal("test.port", Assert.Single(fixture.Manager.InvalidValues).Option.Key);
        Assert.Equal(2525, fixture.Options.Port);
    }

    [Fact]
    public async Task A_reload_of_settings_leaves_a_pin_alone()
    {
        var settings = new ReloadableSettings();
        await using var fixture = Fixture("""{"test.port":2525}""", settings);
        settings.Replace(("test.port", "81"), ("test.host", "reloaded"));
        Assert.Equal((2525, "reloaded"), (fixture.Options.Port, fixture.Options.Host));
    }

    [Fact]
    public void A_pinned_credential_is_redacted()
    {
        using var manager = new OptionManager(new OptionRegistry().Add<TestOptions>(), settings: Pins("""{"test.password":"hunter2"}"""));
        Assert.Equal("hunter2", manager.Group<TestOptions>().Password);
        Assert.DoesNotContain("hunter2", manager.Explain("test.password").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_a_legacy_prefix_can_be_pinned()
    {
        using var manager = new OptionManager(new OptionRegistry(), settings: Pins("""{"legacy:key":[1]}""", "legacy:"));
        Assert.Equal("[1]", manager.GetJson("legacy:key"));
        Assert.Equal("legacy:key", Assert.Single(manager.Pinned).Key);
    }

    [Fact]
    public void A_pin_of_an_unknown_option_stops_the_start()
    {
        var error = Refuse("""{"test.prot":2525}""");
        Assert.Equal((OptionErrorIds.InvalidPin, "test.prot"), (error.Id, error.Key));
        Assert.Contains("not registered", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"test.port":70000}""")]
    [InlineData("""{"test.port":"2525"}""")]
    [InlineData("""{"test.port":null}""")]
    [InlineData("""{"test.port":[2525]}""")]
    public void A_pin_that_does_not_fit_stops_the_start_with_key_rule_and_remedy(string json)
    {
        var error = Refuse(json);
        Assert.Equal((OptionErrorIds.InvalidPin, "test.port"), (error.Id, error.Key));
        Assert.Contains("OPTIONSSDK_PIN", error.Problem, StringComparison.Ordinal);
        Assert.Contains("1 to 65535", error.Rule, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy);
    }

    [Theory]
    [InlineData("""{"test.api-key":"bad-secret"}""")]
    [InlineData("""{"test.api-key":"throw-secret"}""")]
    [InlineData("""{"test.api-key":{"secret":1}}""")]
    [InlineData("""{"test.api-key":"secret""")]
    [InlineData("""{"test.api-key":"secret","test.api-key":"secret"}""")]
    [InlineData("secret")]
    public void A_refused_pin_does_not_tell_the_value(string json) =>
        Assert.DoesNotContain("secret", Refuse(json).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("[]")]
    [InlineData("2525")]
    [InlineData("test.port=2525")]
    [InlineData("""{"test.port":1} {}""")]
    [InlineData("""{"test.port":1,"test.port":2}""")]
    [InlineData("""{"test.port":1,}""")]
    public void A_variable_that_is_no_json_object_stops_the_start(string json)
    {
        var error = Refuse(json);
        Assert.Equal((OptionErrorIds.InvalidPin, null), (error.Id, error.Key));
        Assert.Contains("{\"mail.port\":2525}", error.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{}")]
    public void Without_pins_nothing_is_pinned(string? json)
    {
        using var manager = new OptionManager(new OptionRegistry().Add<TestOptions>(), settings: Pins(json));
        Assert.Empty(manager.Pinned);
    }
}
