using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Generators.Tests;

/// <summary>The rules by which keys come from names are frozen: keys live in databases.</summary>
public sealed class KebabCaseTests
{
    [Theory]
    [InlineData("Port", "port")]
    [InlineData("UseTls", "use-tls")]
    [InlineData("HTTPPort", "http-port")]
    [InlineData("HttpPort", "http-port")]
    [InlineData("PortHTTP", "port-http")]
    [InlineData("U2fAppId", "u2f-app-id")]
    [InlineData("U2FAppId", "u2f-app-id")]
    [InlineData("AllowS4sDdm", "allow-s4s-ddm")]
    [InlineData("S3Bucket", "s3-bucket")]
    [InlineData("Http2Port", "http2-port")]
    [InlineData("Sha256", "sha256")]
    [InlineData("X509Certificate", "x509-certificate")]
    [InlineData("Level2B", "level2-b")]
    [InlineData("A", "a")]
    [InlineData("AB", "ab")]
    [InlineData("ABTest", "ab-test")]
    [InlineData("IsX", "is-x")]
    [InlineData("port", "port")]
    [InlineData("maxAge", "max-age")]
    [InlineData("Abort_Execution", "abort_execution")]
    [InlineData("IInput", "i-input")]
    [InlineData("ÜberPort", "über-port")]
    [InlineData("", "")]
    public void A_name_becomes_the_same_part_of_a_key_for_ever(string name, string expected) => Assert.Equal(expected, KebabCase.Of(name));

    [Theory]
    [InlineData("MailOptions", "mail")]
    [InlineData("SystemUploadOptions", "system-upload")]
    [InlineData("Mail", "mail")]
    [InlineData("Options", "options")]
    [InlineData("OptionsMail", "options-mail")]
    public void A_group_is_named_after_its_class_without_the_suffix(string className, string expected) =>
        Assert.Equal(expected, KebabCase.OfGroup(className));
}
