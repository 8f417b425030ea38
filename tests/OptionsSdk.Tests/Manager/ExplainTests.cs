namespace OptionsSdk.Tests.Manager;

public sealed class ExplainTests
{
    [Fact]
    public async Task Every_layer_is_told_in_order_with_winner_and_losers()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.port", "80")));
        await fixture.Options.SetPortAsync(443, by: "ops", because: "moved", channel: OptionChannel.Cli, cancellationToken: ManagerFixture.Token);
        var explanation = fixture.Manager.Explain("test.port");
        Assert.Equal(("443", OptionSource.Store, 1L), (explanation.Value, explanation.Source, explanation.Revision));
        Assert.Equal(
            [
                (OptionSource.Override, OptionLayerStatus.Absent, null),
                (OptionSource.Store, OptionLayerStatus.Winner, "443"),
                (OptionSource.Disk, OptionLayerStatus.Loser, "80"),
                (OptionSource.Default, OptionLayerStatus.Loser, "25"),
            ],
            explanation.Layers.Select(layer => (layer.Source, layer.Status, layer.Value)));
        var store = explanation.Layers[1];
        Assert.Equal((1L, "ops", "moved", OptionChannel.Cli), (store.Revision, store.UpdatedBy, store.Reason, store.Channel));
        Assert.NotNull(store.UpdatedAt);
    }

    [Fact]
    public async Task Settings_come_first_for_an_option_that_prioritizes_disk()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.pinned", "disk")));
        Assert.Equal(
            [OptionSource.Override, OptionSource.Disk, OptionSource.Store, OptionSource.Default],
            fixture.Manager.Explain("test.pinned").Layers.Select(layer => layer.Source));
    }

    [Fact]
    public async Task Layers_that_the_flags_leave_out_are_ignored()
    {
        await using var fixture = new ManagerFixture();
        Assert.Equal(OptionLayerStatus.Ignored, fixture.Manager.Explain("test.local").Layers.Single(layer => layer.Source == OptionSource.Store).Status);
        Assert.Equal(OptionLayerStatus.Ignored, fixture.Manager.Explain("test.remote").Layers.Single(layer => layer.Source == OptionSource.Disk).Status);
    }

    [Fact]
    public async Task A_stored_value_that_does_not_fit_is_told_with_its_error_and_who_wrote_it()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.port", "443");
        await fixture.StoreRawAsync("test.port", "\"bad\"");
        var explanation = fixture.Manager.Explain("test.port");
        var store = explanation.Layers.Single(layer => layer.Source == OptionSource.Store);
        Assert.Equal(("443", OptionSource.Store), (explanation.Value, explanation.Source));
        Assert.Equal((OptionLayerStatus.Invalid, "443", 2L, "elsewhere"), (store.Status, store.Value, store.Revision, store.UpdatedBy));
        Assert.Contains("last good value", store.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_is_redacted_in_every_layer()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("test.password", "hunter1")));
        await fixture.Options.SetPasswordAsync("hunter2", cancellationToken: ManagerFixture.Token);
        using var opened = fixture.Manager.Override(TestOptions.Keys.Password, "hunter3");
        var explanation = fixture.Manager.Explain("test.password");
        Assert.DoesNotContain("hunter", explanation.ToString(), StringComparison.Ordinal);
        Assert.Equal("[redacted]", explanation.Value);
        Assert.Equal("hunter3", fixture.Options.Password);
    }

    [Fact]
    public async Task The_text_names_key_value_winner_and_every_layer()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetPortAsync(443, by: "ops", because: "moved", cancellationToken: ManagerFixture.Token);
        var lines = fixture.Manager.Explain("test.port").ToString().Split('\n');
        Assert.StartsWith("test.port = 443", lines[0], StringComparison.Ordinal);
        Assert.Equal(5, lines.Length);
        Assert.Contains(lines, line => line.StartsWith("  > Store", StringComparison.Ordinal) && line.Contains("ops: moved", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_last_good_value_is_promised_only_where_there_is_one()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.port", "\"bad\"");
        var explanation = fixture.Manager.Explain("test.port");
        Assert.Equal((OptionLayerStatus.Invalid, null), (explanation.Layers[1].Status, explanation.Layers[1].Value));
        Assert.DoesNotContain("last good value", explanation.ToString(), StringComparison.Ordinal);
        Assert.Equal((OptionSource.Default, OptionLayerStatus.Winner), (explanation.Source, explanation.Layers[^1].Status));
    }

    [Fact]
    public async Task An_option_without_default_is_told_to_have_its_types_empty_value()
    {
        await using var fixture = new ManagerFixture();
        Assert.Equal("the type's empty value", fixture.Manager.Explain("test.note").Layers[^1].Detail);
        Assert.Null(fixture.Manager.Explain("test.port").Layers[^1].Detail);
    }
}
