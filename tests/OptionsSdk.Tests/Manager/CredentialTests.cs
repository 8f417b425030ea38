using OptionsSdk.Errors;

namespace OptionsSdk.Tests.Manager;

/// <summary>Every value of a secret in these tests contains "hunter", and no text of the library may.</summary>
public sealed class CredentialTests
{
    private static CancellationToken Token => ManagerFixture.Token;

    [Fact]
    public async Task A_check_that_quotes_a_refused_secret_is_not_quoted()
    {
        await using var fixture = new ManagerFixture();
        var error = await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Options.SetApiKeyAsync("bad hunter2", cancellationToken: Token));
        Assert.DoesNotContain("hunter", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("breaks a rule", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_override_of_a_secret_is_not_quoted()
    {
        await using var fixture = new ManagerFixture();
        var error = Assert.Throws<OptionValueException>(() => fixture.Manager.Override(TestOptions.Keys.ApiKey, "bad hunter2"));
        Assert.DoesNotContain("hunter", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"bad hunter2\"")]
    [InlineData("\"throw hunter2\"")]
    [InlineData("hunter2")]
    [InlineData("{\"hunter2\":1}")]
    public async Task A_stored_secret_that_does_not_fit_is_told_without_its_value(string json)
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("test.api-key", json);
        var invalid = Assert.Single(fixture.Manager.InvalidValues);
        var health = await new OptionHealthCheck(fixture.Manager).CheckHealthAsync(new(), Token);
        Assert.DoesNotContain("hunter", $"{invalid.Error} {fixture.Manager.Explain("test.api-key")} {health.Description}", StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Log.Entries, entry => entry.Message.Contains("hunter", StringComparison.Ordinal));
        Assert.Equal("hunter0", fixture.Options.ApiKey);
    }

    [Fact]
    public void A_secret_in_settings_that_stops_the_start_is_not_quoted()
    {
        var error = Assert.Throws<OptionSettingsException>(() => new ManagerFixture(settings: new ReloadableSettings().With(("test.api-key", "bad hunter2"))));
        Assert.DoesNotContain("hunter", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_no_value_of_a_secret_is_not_quoted()
    {
        await using var fixture = new ManagerFixture();
        fixture.Manager.Register("pin", 1, OptionFlags.Credential);
        var error = await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Manager.SetTextAsync("pin", "hunter2", cancellationToken: Token));
        Assert.DoesNotContain("hunter", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_of_a_secret_is_redacted()
    {
        await using var fixture = new ManagerFixture();
        Assert.DoesNotContain("hunter", fixture.Manager.Explain("test.api-key").ToString(), StringComparison.Ordinal);
        Assert.Equal("[redacted]", fixture.Manager.Explain("test.api-key").Layers[^1].Value);
    }

    [Fact]
    public async Task A_change_shows_neither_the_old_nor_the_new_secret()
    {
        await using var fixture = new ManagerFixture();
        var told = new TaskCompletionSource<OptionChange<string>>();
        using var subscription = fixture.Manager.OnChange(TestOptions.Keys.ApiKey, change => told.TrySetResult(change));
        await fixture.Options.SetApiKeyAsync("hunter1", cancellationToken: Token);
        var change = await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal(("[redacted]", "[redacted]"), (change.OldText, change.NewText));
        Assert.Equal(("hunter0", "hunter1"), (change.OldValue, change.NewValue));
    }
}
