using System.Text.Json;
using OptionsSdk.Errors;

namespace OptionsSdk.Tests.Manager;

public sealed class LegacyKeyTests
{
    private static ManagerFixture Fixture() => new(managerSettings: new() { LegacyPrefixes = ["sentry:", "getsentry:"] });

    [Fact]
    public async Task S20_a_legacy_key_reads_as_an_empty_text_and_is_not_registered()
    {
        await using var fixture = Fixture();
        Assert.Equal("", fixture.Manager.Get<JsonElement>("sentry:foo").GetString());
        Assert.Equal(OptionFlags.Default, fixture.Manager.LookupKey("sentry:foo").Flags);
        Assert.NotSame(fixture.Manager.LookupKey("sentry:foo"), fixture.Manager.LookupKey("sentry:foo"));
        Assert.DoesNotContain(fixture.Manager.All, option => option.Key == "sentry:foo");
        Assert.Contains(fixture.Log.Entries, entry => entry.Message == "Using legacy key: sentry:foo");
    }

    [Fact]
    public async Task S20_no_prefix_is_legacy_by_default()
    {
        await using var fixture = new ManagerFixture();
        Assert.Throws<OptionUnknownException>(() => fixture.Manager.Get<JsonElement>("sentry:foo"));
    }

    [Fact]
    public async Task S21_a_key_outside_the_grammar_is_unknown_even_with_a_legacy_prefix()
    {
        await using var fixture = Fixture();
        Assert.Throws<OptionUnknownException>(() => fixture.Manager.Get<JsonElement>("sentry:Some Key"));
    }

    [Fact]
    public async Task S22_a_registered_key_wins_even_with_a_legacy_prefix()
    {
        await using var fixture = Fixture();
        fixture.Manager.Register("sentry:foo", 5);
        Assert.Equal(5, fixture.Manager.Get<int>("sentry:foo"));
    }

    [Fact]
    public async Task S46_a_legacy_key_accepts_any_value_and_null_reads_as_unset()
    {
        await using var fixture = Fixture();
        await fixture.Manager.SetAsync("sentry:foo", 5, cancellationToken: ManagerFixture.Token);
        Assert.Equal(5, fixture.Manager.Get<JsonElement>("sentry:foo").GetInt32());
        await fixture.Manager.SetAsync("sentry:foo", "bar", cancellationToken: ManagerFixture.Token);
        Assert.Equal("bar", fixture.Manager.Get<JsonElement>("sentry:foo").GetString());
        Assert.True(fixture.Manager.IsSet("sentry:foo"));
        await fixture.Manager.SetAsync<string?>("sentry:foo", null, cancellationToken: ManagerFixture.Token);
        Assert.Equal("", fixture.Manager.Get<JsonElement>("sentry:foo").GetString());
        Assert.False(fixture.Manager.IsSet("sentry:foo"));
    }

    [Fact]
    public async Task S55_a_legacy_key_can_be_deleted()
    {
        await using var fixture = Fixture();
        await fixture.Manager.SetAsync("sentry:foo", "bar", cancellationToken: ManagerFixture.Token);
        var result = await fixture.Manager.DeleteAsync("sentry:foo", cancellationToken: ManagerFixture.Token);
        Assert.True(result is { Changed: true, CacheUpdated: true });
        Assert.Equal("", fixture.Manager.Get<JsonElement>("sentry:foo").GetString());
    }

    [Fact]
    public async Task S58_a_legacy_key_passes_validation_with_any_value()
    {
        await using var fixture = Fixture();
        fixture.Manager.Validate([new("sentry:foo", "anything"), new("getsentry:bar", "1")]);
    }

    [Fact]
    public async Task S63_a_stored_legacy_key_is_not_unknown()
    {
        await using var fixture = Fixture();
        await fixture.StoreRawAsync("sentry:foo", "1");
        await fixture.StoreRawAsync("other", "1");
        Assert.Equal(["other"], fixture.Manager.UnknownStoredKeys);
    }

    [Fact]
    public async Task T49_the_automator_cannot_write_a_legacy_key()
    {
        await using var fixture = Fixture();
        var error = await Assert.ThrowsAsync<OptionNotWritableException>(
            async () => await fixture.Manager.SetAsync("sentry:foo", 1, channel: OptionChannel.Automator, cancellationToken: ManagerFixture.Token));
        Assert.Equal(NotWritableReason.ChannelNotAllowed, error.Reason);
    }

    [Fact]
    public async Task S20_a_legacy_prefix_is_compared_exactly()
    {
        await using var fixture = new ManagerFixture(managerSettings: new() { LegacyPrefixes = ["Sentry:"] });
        Assert.Throws<OptionUnknownException>(() => fixture.Manager.LookupKey("sentry:foo"));
    }

    [Fact]
    public async Task A_legacy_key_is_read_from_settings_and_is_no_unknown_setting()
    {
        await using var fixture = new ManagerFixture(
            settings: new ReloadableSettings().With(("sentry:foo", "disk")), managerSettings: new() { LegacyPrefixes = ["sentry:"] });
        Assert.Equal("disk", fixture.Manager.Get<JsonElement>("sentry:foo").GetString());
        Assert.True(fixture.Manager.IsSetOnDisk("sentry:foo"));
        Assert.DoesNotContain(fixture.Log.Entries, entry => entry.Id == 2001);
    }

    [Fact]
    public async Task A_legacy_key_is_explained_like_any_other()
    {
        await using var fixture = new ManagerFixture(
            settings: new ReloadableSettings().With(("sentry:foo", "disk")), managerSettings: new() { LegacyPrefixes = ["sentry:"] });
        await fixture.Manager.SetAsync("sentry:foo", 5, by: "ops", cancellationToken: ManagerFixture.Token);
        var explanation = fixture.Manager.Explain("sentry:foo");
        Assert.Equal(("5", OptionSource.Store, 1L), (explanation.Value, explanation.Source, explanation.Revision));
        Assert.Equal(
            [
                (OptionSource.Override, OptionLayerStatus.Absent),
                (OptionSource.Store, OptionLayerStatus.Winner),
                (OptionSource.Disk, OptionLayerStatus.Loser),
                (OptionSource.Default, OptionLayerStatus.Loser),
            ],
            explanation.Layers.Select(layer => (layer.Source, layer.Status)));
        Assert.Equal("ops", explanation.Layers[1].UpdatedBy);
    }

    [Fact]
    public async Task A_JSON_null_unsets_a_legacy_key()
    {
        await using var fixture = Fixture();
        await fixture.Manager.SetAsync("sentry:foo", 5, cancellationToken: ManagerFixture.Token);
        await fixture.Manager.SetAsync("sentry:foo", JsonElement.Parse("null"), cancellationToken: ManagerFixture.Token);
        Assert.False(fixture.Manager.IsSet("sentry:foo"));
    }

    [Fact]
    public async Task A_value_of_a_legacy_key_that_JSON_cannot_hold_is_refused_by_name()
    {
        await using var fixture = Fixture();
        Exception[] errors =
        [
            await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Manager.SetAsync("sentry:foo", double.NaN, cancellationToken: ManagerFixture.Token)),
            await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Manager.SetAsync("sentry:foo", new List<int>(), cancellationToken: ManagerFixture.Token)),
        ];
        Assert.All(errors, error => Assert.Equal("sentry:foo", ((OptionValueException)error).Key));
        Assert.Equal(0, fixture.Database.CommitCalls);
    }
}
