using OptionsSdk.Errors;

namespace OptionsSdk.Tests;

public sealed class KeyGrammarTests
{
    [Theory]
    [InlineData("mail.port")]
    [InlineData("0")]
    [InlineData("cleanup.abort_execution")]
    [InlineData("sentry:foo")]
    [InlineData("a-b.c_d:e")]
    public void A_key_of_allowed_characters_is_valid(string key) => Assert.True(OptionKey.IsValid(key));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".a")]
    [InlineData("-a")]
    [InlineData("Mail.Port")]
    [InlineData("a b")]
    [InlineData("ключ")]
    [InlineData("a/b")]
    public void Anything_else_is_not_a_key(string? key) => Assert.False(OptionKey.IsValid(key));

    [Fact]
    public void A_key_of_128_characters_is_valid_and_one_of_129_is_not()
    {
        Assert.True(OptionKey.IsValid(new string('a', 128)));
        Assert.False(OptionKey.IsValid(new string('a', 129)));
    }

    [Fact]
    public void A_typed_key_that_nobody_made_is_an_empty_text()
    {
        var key = default(OptionKey<int>);

        Assert.Equal(string.Empty, key.Name);
        Assert.Equal(string.Empty, key.ToString());
        Assert.Equal(new OptionKey<int>(string.Empty), key);
        Assert.Equal("mail.port", new OptionKey<int>("mail.port").ToString());
        Assert.NotEqual(new OptionKey<int>("mail.port"), key);
    }

    [Fact]
    public async Task A_typed_key_that_nobody_made_is_unknown_at_every_door()
    {
        using var manager = new OptionManager(new OptionRegistry());
        var key = default(OptionKey<int>);
        var token = TestContext.Current.CancellationToken;

        AssertUnknown(Assert.Throws<OptionUnknownException>(() => manager.Get(key)));
        AssertUnknown(Assert.Throws<OptionUnknownException>(() => manager.Capture().Get(key)));
        AssertUnknown(Assert.Throws<OptionUnknownException>(() => manager.Override(key, 1)));
        AssertUnknown(Assert.Throws<OptionUnknownException>(() => manager.WatchAsync(key, token)));
        AssertUnknown(Assert.Throws<OptionUnknownException>(() => manager.OnChange(key, static _ => { })));
        AssertUnknown(Assert.Throws<OptionUnknownException>(() => manager.CanUpdate(key, 1)));
        AssertUnknown(await Assert.ThrowsAsync<OptionUnknownException>(async () => await manager.SetAsync(key, 1, cancellationToken: token)));
        AssertUnknown(await Assert.ThrowsAsync<OptionUnknownException>(async () => await manager.WriteAsync(new OptionBatch().Set(key, 1), cancellationToken: token)));
    }

    private static void AssertUnknown(OptionUnknownException error)
    {
        Assert.Equal((OptionErrorIds.UnknownOption, string.Empty), (error.Id, error.Key));
        Assert.Contains("Option '':", error.Message, StringComparison.Ordinal);
    }
}
