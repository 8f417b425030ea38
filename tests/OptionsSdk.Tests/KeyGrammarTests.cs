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
}
