namespace OptionsSdk.CodeFixes.Tests.Usage;

/// <summary>OSDK2005, OSDK2006, OSDK2007 and OSDK2012.</summary>
public sealed class KeyTests
{
    [Fact]
    public Task A_declared_key_is_taken_instead_of_registered() => FixTest.Of(
        MailSource.Program(
            """
            manager.Register("mail.port", 25); manager.Register("mail.host", "");
            var key = manager.Register("mail.port", 1);
            return manager.Register("mail.host", "x");
            """, "OptionKey<string> Run()"),
        MailSource.Text).AllBecomeAsync("OSDK2005", "UseDeclaredKey",
        MailSource.Program(
            """
            var key = MailOptions.Keys.Port;
            return MailOptions.Keys.Host;
            """, "OptionKey<string> Run()"),
        MailSource.Text);

    [Fact]
    public Task A_key_of_another_type_is_not_taken() => FixTest.Of(
        MailSource.Program("return manager.Register(\"mail.host\", 1);", "OptionKey<int> Run()"), MailSource.Text).HasNoFixAsync("OSDK2005");

    [Fact]
    public Task Keys_are_corrected_all_at_once() => FixTest.Of(
        MailSource.Program(
            """
            await manager.DeleteAsync("mail.prot"); await manager.DeleteAsync(@"mail.hots" /* Host. */);
            #if !NEVER
            await manager.SetAsync($"mail.prot", 1);
            #endif
            """),
        MailSource.Text).AllBecomeAsync("OSDK2006", "DidYouMean",
        MailSource.Program(
            """
            await manager.DeleteAsync("mail.port"); await manager.DeleteAsync("mail.host" /* Host. */);
            #if !NEVER
            await manager.SetAsync("mail.port", 1);
            #endif
            """),
        MailSource.Text);

    [Theory]
    [InlineData("const string Key = \"mail.prot\";\nawait manager.DeleteAsync(Key);")]
    [InlineData("await manager.DeleteAsync(\"something.else.entirely\");")]
    public Task A_name_or_a_key_like_no_other_is_left_to_people(string body) => FixTest.Of(MailSource.Program(body), MailSource.Text).HasNoFixAsync("OSDK2006");

    [Fact]
    public Task Options_are_read_by_their_type() => FixTest.Of(
        MailSource.Program(
            """
            var port = manager.Get<string>("mail.port"); var host = manager.Get<int>("mail.host");
            object any = manager.Get<long>("mail.port");
            long wide = manager.Get<long>("mail.port");
            """, "void Run()"),
        MailSource.Text).AllBecomeAsync("OSDK2007", "UseOptionType",
        MailSource.Program(
            """
            var port = manager.Get<int>("mail.port"); var host = manager.Get<string>("mail.host");
            object any = manager.Get<int>("mail.port");
            long wide = manager.Get<int>("mail.port");
            """, "void Run()"),
        MailSource.Text);

    [Theory]
    [InlineData("string port = manager.Get<string>(\"mail.port\");")]
    [InlineData("if (manager.Get<long>(\"mail.port\") == 1) { }")]
    [InlineData("manager.SetAsync(\"mail.port\", \"x\").AsTask();")]
    public Task What_could_not_take_the_type_is_left_to_people(string body) => FixTest.Of(MailSource.Program(body, "void Run()"), MailSource.Text).HasNoFixAsync("OSDK2007");

    [Fact]
    public Task Typed_keys_replace_texts() => FixTest.Of(
        MailSource.Program(
            """
            var port = manager.Get<int>("mail.port"); await manager.SetAsync("mail.port", 1, by: "me");
            await manager.SetAsync<string>("mail.host", "x"); // Why.
            await manager.DeleteAsync("mail.port");
            var key = new OptionKey<int>("mail.port");
            #if !NEVER
            await manager.SetAsync(key: "mail.sender", value: "x");
            #endif
            """),
        MailSource.Text).AllBecomeAsync("OSDK2012", "UseTypedKey",
        MailSource.Program(
            """
            var port = manager.Get(MailOptions.Keys.Port); await manager.SetAsync(MailOptions.Keys.Port, 1, by: "me");
            await manager.SetAsync(MailOptions.Keys.Host, "x"); // Why.
            await manager.DeleteAsync(MailOptions.Keys.Port.Name);
            var key = MailOptions.Keys.Port;
            #if !NEVER
            await manager.SetAsync(key: MailOptions.Keys.Sender, value: "x");
            #endif
            """),
        MailSource.Text);

    [Fact]
    public Task Typed_keys_of_another_namespace_and_project_are_found() => FixTest.Of(
        """
        namespace Elsewhere;

        public static class Program
        {
            public static int Port(OptionManager manager) => manager.Get<int>("mail.port");
        }
        """).WithLibrary(MailSource.Text).BecomesAsync("OSDK2012",
        """
        namespace Elsewhere;

        public static class Program
        {
            public static int Port(OptionManager manager) => manager.Get(Acme.MailOptions.Keys.Port);
        }
        """,
        MailSource.Text);
}
