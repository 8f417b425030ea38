using OptionsSdk.Errors;

namespace OptionsSdk.Tests.Manager;

public sealed class ReadOrderTests
{
    [Fact]
    public async Task S23_without_store_and_settings_the_default_answers()
    {
        await using var fixture = new ManagerFixture();
        Assert.Equal((25, "localhost", false, 0.5), (fixture.Options.Port, fixture.Options.Host, fixture.Options.Enabled, fixture.Options.Ratio));
        Assert.Equal(["a"], fixture.Options.Names);
        Assert.Equal(TimeSpan.FromSeconds(5), fixture.Options.Timeout);
    }

    [Fact]
    public async Task S23_settings_win_over_the_default()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.port", "80")));
        Assert.Equal(80, fixture.Options.Port);
    }

    [Fact]
    public async Task S24_the_stored_value_wins_over_settings()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.port", "80")));
        await fixture.StoreRawAsync("test.port", "443");
        Assert.Equal(443, fixture.Options.Port);
    }

    [Theory]
    [InlineData("test.host", "\"\"")]
    [InlineData("test.enabled", "false")]
    [InlineData("test.names", "[]")]
    public async Task S25_an_empty_stored_value_is_a_value(string key, string json)
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.host", "x"), ("test.enabled", "true"), ("test.names", "[\"x\"]")));
        await fixture.StoreRawAsync(key, json);
        Assert.Equal(json, fixture.Manager.GetJson(key));
        Assert.Equal(OptionSource.Store, fixture.Manager.Explain(key).Source);
    }

    [Fact]
    public async Task S26_a_never_stored_option_ignores_the_store()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.local", "disk")));
        await fixture.StoreRawAsync("test.local", "\"stored\"");
        Assert.Equal("disk", fixture.Options.Local);
    }

    [Fact]
    public async Task S27_a_store_only_option_has_the_default_until_it_is_stored()
    {
        await using var fixture = new ManagerFixture();
        Assert.Equal("remote", fixture.Options.Remote);
        await fixture.StoreRawAsync("test.remote", "\"stored\"");
        Assert.Equal("stored", fixture.Options.Remote);
    }

    [Fact]
    public async Task S29_immutable_has_no_effect_on_reads()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.fixed", "\"stored\"");
        Assert.Equal("stored", fixture.Options.Fixed);
    }

    [Fact]
    public async Task S30_a_null_setting_is_absent()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.port", null)));
        Assert.Equal(25, fixture.Options.Port);
        Assert.False(fixture.Manager.IsSetOnDisk("test.port"));
    }

    [Fact]
    public async Task S31_reads_answer_settings_or_default_while_the_store_cannot_be_reached()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.port", "80")));
        fixture.Database.FailReads = true;
        await fixture.Store.StartAsync(ManagerFixture.Token);
        Assert.Equal((80, "localhost"), (fixture.Options.Port, fixture.Options.Host));
    }

    [Fact]
    public async Task S33_replaced_settings_take_effect()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.port", "80")));
        fixture.Settings.Replace(("test.host", "relay"));
        Assert.Equal((25, "relay"), (fixture.Options.Port, fixture.Options.Host));
    }

    [Fact]
    public async Task A_settings_reload_at_an_unchanged_revision_is_visible()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.host", "\"stored\"");
        fixture.Settings.Replace(("test.port", "81"));
        Assert.Equal((81, "stored"), (fixture.Options.Port, fixture.Options.Host));
        fixture.Settings.Replace(("test.port", "82"));
        Assert.Equal(82, fixture.Options.Port);
    }

    [Fact]
    public async Task T29_settings_win_over_the_store_for_an_option_that_prioritizes_disk()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.pinned", "disk")));
        await fixture.StoreRawAsync("test.pinned", "\"stored\"");
        Assert.Equal("disk", fixture.Options.Pinned);
        fixture.Settings.Replace();
        Assert.Equal("stored", fixture.Options.Pinned);
    }

    [Fact]
    public async Task T29_an_empty_setting_counts_for_an_option_that_prioritizes_disk()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.pinned", "")));
        await fixture.StoreRawAsync("test.pinned", "\"stored\"");
        Assert.Equal("", fixture.Options.Pinned);
    }

    [Fact]
    public async Task T53_reading_an_option_does_not_make_it_set()
    {
        await using var fixture = new ManagerFixture();
        _ = fixture.Options.Port;
        _ = fixture.Manager.Get(TestOptions.Keys.Port);
        Assert.False(fixture.Manager.IsSet("test.port"));
        await fixture.StoreRawAsync("test.port", "25");
        Assert.True(fixture.Manager.IsSet("test.port"));
    }

    [Fact]
    public async Task An_option_is_set_on_disk_while_settings_name_it()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test:port", "80")));
        Assert.True(fixture.Manager.IsSetOnDisk("test.port") && fixture.Manager.IsSet("test.port"));
        Assert.False(fixture.Manager.IsSetOnDisk("test.host"));
    }

    [Fact]
    public async Task Reads_by_typed_key_by_text_and_by_group_agree()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.port", "443");
        Assert.Equal(443, fixture.Manager.Get(TestOptions.Keys.Port));
        Assert.Equal(443, fixture.Manager.Get<int>("test.port"));
        Assert.Equal("443", fixture.Manager.GetText("test.port"));
        Assert.Equal("443", fixture.Manager.GetJson("test.port"));
    }

    [Fact]
    public async Task S21_reading_an_unknown_key_fails()
    {
        await using var fixture = new ManagerFixture();
        Assert.Throws<OptionUnknownException>(() => fixture.Manager.Get<int>("no.such"));
        Assert.Throws<OptionUnknownException>(() => fixture.Manager.IsSet("no.such"));
        Assert.Throws<OptionUnknownException>(() => fixture.Manager.Explain("no.such"));
    }

    [Fact]
    public async Task Reading_with_another_type_names_both_types()
    {
        await using var fixture = new ManagerFixture();
        var error = Assert.Throws<OptionValueException>(() => fixture.Manager.Get<string>("test.port"));
        Assert.Equal(OptionErrorIds.WrongType, error.Id);
        Assert.Contains("System.Int32", error.Message, StringComparison.Ordinal);
        Assert.Contains("System.String", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_without_default_has_its_types_empty_value()
    {
        await using var fixture = new ManagerFixture();
        Assert.Equal("", fixture.Options.Note);
    }

    [Theory]
    [InlineData(-1640531527)]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public async Task A_value_that_equals_the_poison_is_read_right(int value)
    {
        await using var fixture = new ManagerFixture();
        await fixture.Manager.SetAsync(TestOptions.Keys.Big, value, cancellationToken: ManagerFixture.Token);
        await fixture.Options.SetEvenAsync(value % 2 == 0 ? value : value - 1, cancellationToken: ManagerFixture.Token);
        Assert.Equal(value, fixture.Options.Big);
        Assert.Equal(value % 2 == 0 ? value : value - 1, fixture.Options.Even);
    }

    [Fact]
    public async Task Q5_a_stored_row_that_does_not_fit_makes_an_option_set_all_the_same()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.port", "\"bad\"");
        Assert.True(fixture.Manager.IsSet("test.port"));
    }
}
