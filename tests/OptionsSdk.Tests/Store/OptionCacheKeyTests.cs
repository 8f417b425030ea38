using OptionsSdk.Store;

namespace OptionsSdk.Tests.Store;

public sealed class OptionCacheKeyTests
{
    [Theory]
    [Trait("Spec", "S2")]
    [InlineData("foo", "o:acbd18db4cc2f85cedef654fccc4a4d8")]
    [InlineData("sentry:foo", "o:9a88f39227675222bea953ff77d1737d")]
    [InlineData("system.url-prefix", "o:117d530a18abb8929daeeb25451842b9")]
    [InlineData("nostore", "o:1b22083ddca13c6528e3b286fcadc3e1")]
    [InlineData("ключ", "o:c3657b66c60a307292aae11f07b04ae7")]
    public void S2_the_cache_name_is_the_lower_case_MD5_of_the_key(string key, string name) => Assert.Equal(name, OptionCacheKey.For(key));

    [Fact]
    [Trait("Spec", "S2")]
    public void S2_characters_that_cannot_be_encoded_are_replaced() =>
        Assert.Equal(OptionCacheKey.For("a\uFFFDb"), OptionCacheKey.For("a\uD800b"));
}
