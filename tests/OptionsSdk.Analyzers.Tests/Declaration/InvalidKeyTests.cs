namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>OSDK1018.</summary>
public sealed class InvalidKeyTests
{
    [Theory]
    [InlineData("[Option({|OSDK1018:\"Mail.Port\"|})] public partial int Port { get; }")]
    [InlineData("[Option({|OSDK1018:\"\"|})] public partial int Port { get; }")]
    [InlineData("[Option({|OSDK1018:\"-port\"|}, OptionFlags.Required)] public partial int Port { get; }")]
    [InlineData("[Option({|OSDK1018:\"mail port\"|})] public partial int Port { get; }")]
    [InlineData("[Option(key: {|OSDK1018:null!|})] public partial int Port { get; }")]
    [InlineData("[Option({|OSDK1018:Long|})] public partial int Port { get; } private const string Long = \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\";")]
    [InlineData("public partial int {|OSDK1018:Größe|} { get; }")]
    public Task A_key_outside_the_grammar_is_found_where_it_comes_from(string member) => Group.With(member).FindsAsync();

    [Fact]
    public Task A_wrong_name_of_a_group_is_found_once() => AnalyzerTest.Of(
        """[OptionGroup({|OSDK1018:"Mail Box"|})] public partial class MailOptions { public partial int Port { get; } [Option("mail.host")] public partial string Host { get; } }""",
        """[OptionGroup] public partial class {|OSDK1018:Größe|} { public partial int Port { get; } }""").FindsAsync();

    [Theory]
    [InlineData("[Option(\"9_a:b-c.d\")] public partial int Port { get; }")]
    [InlineData("[Option(Prefix + \".port\")] public partial int Port { get; } private const string Prefix = \"relay\";")]
    [InlineData("public partial int U2fAppId { get; }")]
    [InlineData("[NotAnOption] public int Größe => 1;")]
    public Task A_key_of_the_grammar_is_right(string member) => Group.With(member).FindsAsync();

    [Fact]
    public Task A_group_without_a_name_is_right() => AnalyzerTest.Of("""[OptionGroup("")] public partial class MailOptions { public partial int Port { get; } }""").FindsAsync();

    [Fact]
    public async Task The_message_names_key_reason_and_grammar() => Assert.Equal(
        ["The key 'Mail.Port' begins with 'M'; a key has 1 to 128 characters, first a-z or 0-9, then also '.', '_', ':' and '-'"],
        await Group.With("[Option({|OSDK1018:\"Mail.Port\"|})] public partial int Port { get; }").MessagesAsync());
}
