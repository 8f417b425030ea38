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
}
