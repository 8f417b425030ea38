namespace OptionsSdk.Analyzers.Tests.Usage.Writes;

/// <summary>OSDK2005.</summary>
public sealed class RegisterDeclaredKeyTests
{
    [Fact]
    public Task Registering_a_declared_key_is_found() => Mail.Body(
        """_ = options.Register({|OSDK2005:"mail.port"|}, 25);""",
        """_ = options.Register(defaultValue: "x", key: {|OSDK2005:"mail." + "fixed"|});""",
        """const string key = "mail.host"; _ = options.Register({|OSDK2005:key|}, "x");""",
        """var key = "mail.host"; _ = options.Register({|OSDK2005:key|}, 5);""",
        """foreach (var key in new[] { "mail.host", "mail.other" }) { _ = options.Register({|OSDK2005:key|}, 5); }""").FindsAsync();

    [Fact]
    public async Task The_message_names_key_group_and_remedy() => Assert.Equal(
        ["The key 'mail.port' is declared by 'MailOptions' already, so that registering it fails; use its typed key, or another key"],
        await Mail.Body("""_ = options.Register({|OSDK2005:"mail.port"|}, 25);""").MessagesAsync());

    [Fact]
    public Task A_key_that_a_library_declares_is_found() => AnalyzerTest.Of(
        """
        public sealed class Program
        {
            public void Run(OptionManager options) => _ = options.Register({|OSDK2005:"mail.port"|}, 25);
        }
        """).WithLibrary(Mail.Options).FindsAsync();

    [Fact]
    public Task Registering_another_key_is_right() => Mail.Body(
        """_ = options.Register("mail.other", 25);""",
        """_ = options.Register(text, 25);""",
        """_ = options.Register(flag ? "mail.port" : "mail.other", 25);""",
        """_ = options.Register("Mail.Port", 25);""").FindsAsync();
}
