namespace OptionsSdk.CodeFixes.Tests.Usage;

/// <summary>OSDK2013, OSDK2014, OSDK2015 and OSDK3004.</summary>
public sealed class ReadTests
{
    [Fact]
    public Task Captured_values_are_read_where_they_are_used() => FixTest.Of(
        """
        namespace Acme;

        public sealed class Sender
        {
            private readonly MailOptions _mail;

            // The port.
            private readonly int _port; private readonly string _host;
            private readonly string _sender;

            public Sender(MailOptions mail)
            {
                _mail = mail;
                _port = mail.Port; _host = mail.Host;
        #if !NEVER
                _sender = mail.Sender;
        #endif
            }

            public string Text => $"{_host}:{this._port} {_sender} {_mail}";
        }
        """,
        """
        namespace Acme;

        public sealed class Other(MailOptions mail)
        {
            private readonly int _port = mail.Port;

            public int Port => _port;
        }
        """,
        MailSource.Text).AllBecomeAsync("OSDK2013", "ReadWhereUsed",
        """
        namespace Acme;

        public sealed class Sender
        {
            private readonly MailOptions _mail;

            // The port.
            private int _port => _mail.Port; private string _host => _mail.Host;
            private string _sender => _mail.Sender;

            public Sender(MailOptions mail)
            {
                _mail = mail;
        #if !NEVER
        #endif
            }

            public string Text => $"{_host}:{this._port} {_sender} {_mail}";
        }
        """,
        """
        namespace Acme;

        public sealed class Other(MailOptions mail)
        {
            private int _port => mail.Port;

            public int Port => _port;
        }
        """,
        MailSource.Text);

    [Theory]
    [InlineData("private readonly int _port;", "_port = mail.Port;", "")]
    [InlineData("private readonly int _port; private readonly MailOptions _mail;", "_mail = mail; _port = mail.Port + 1;", "")]
    [InlineData("private readonly int _port; private readonly MailOptions _mail;", "_mail = mail; _port = mail.Port; if (_port > 1) { }", "")]
    [InlineData("private readonly int _port; private MailOptions _mail;", "_mail = mail; _port = mail.Port;", "")]
    [InlineData("internal readonly int _port; private readonly MailOptions _mail;", "_mail = mail; _port = mail.Port;", "")]
    [InlineData("private readonly int _port; private readonly MailOptions _mail;", "_mail = mail; _port = mail.Port;", "private static void Use(in int port) { } public void Run() => Use(in _port);")]
    [InlineData("private readonly int _port, _other = 1; private readonly MailOptions _mail;", "_mail = mail; _port = mail.Port;", "")]
    public Task What_is_not_certainly_the_same_is_left_to_people(string fields, string body, string more) => FixTest.Of(
        $$"""
        namespace Acme;

        public sealed class Sender
        {
            {{fields}}

            public Sender(MailOptions mail) { {{body}} }

            {{more}}
        }
        """,
        MailSource.Text).HasNoFixAsync("OSDK2013");

    [Fact]
    public Task Overrides_end_with_their_block() => FixTest.Of(
        MailSource.Program(
            """
            manager.Override(MailOptions.Keys.Port, 1); _ = manager.Override(MailOptions.Keys.Host, "x");
            // Why.
            var opened = manager.Override(MailOptions.Keys.Port, 2);
            {
            #if !NEVER
                manager.Override(MailOptions.Keys.Port, 3);
            #endif
            }
            """, "void Run()"),
        MailSource.Text).AllBecomeAsync("OSDK2014", "DisposeOverride",
        MailSource.Program(
            """
            using var _ = manager.Override(MailOptions.Keys.Port, 1); using var _2 = manager.Override(MailOptions.Keys.Host, "x");
            // Why.
            using var opened = manager.Override(MailOptions.Keys.Port, 2);
            {
            #if !NEVER
                using var _3 = manager.Override(MailOptions.Keys.Port, 3);
            #endif
            }
            """, "void Run()"),
        MailSource.Text);

    [Fact]
    public Task A_discard_stays_a_discard() => FixTest.Of(
        MailSource.Program("_ = mail.Port;\nmanager.Override(MailOptions.Keys.Port, 1);", "void Run()"), MailSource.Text).BecomesAsync("OSDK2014",
        MailSource.Program("_ = mail.Port;\nusing var _2 = manager.Override(MailOptions.Keys.Port, 1);", "void Run()"), MailSource.Text);

    [Theory]
    [InlineData("if (mail.Port == 1) manager.Override(MailOptions.Keys.Port, 1);")]
    [InlineData("switch (mail.Port) { case 1: manager.Override(MailOptions.Keys.Port, 1); break; }")]
    [InlineData("var opened = manager.Override(MailOptions.Keys.Port, 1);\nopened = null;")]
    public Task An_override_without_a_block_of_its_own_is_left_to_people(string body) => FixTest.Of(
        MailSource.Program(body, "void Run()"), MailSource.Text).HasNoFixAsync("OSDK2014");

    [Fact]
    public Task Options_are_read_from_their_group() => FixTest.Of(
        """
        using Microsoft.Extensions.Configuration;

        namespace Acme;

        public sealed class Program(IConfiguration configuration, MailOptions mail)
        {
            private readonly MailOptions _own = mail;

            public void Run(MailOptions given)
            {
                Use(configuration["mail:host"]!, int.Parse(configuration["mail.port"]!)); // Why.
        #if !NEVER
                Use(configuration["mail:sender"] ?? "x", 1);
        #endif
            }

            public string Host() => configuration.GetSection("mail")["host"]!;

            public MailOptions Own => _own;

            private static void Use(string host, int port) { }
        }
        """,
        MailSource.Text).AllBecomeAsync("OSDK2015", "ReadOption",
        """
        using Microsoft.Extensions.Configuration;

        namespace Acme;

        public sealed class Program(IConfiguration configuration, MailOptions mail)
        {
            private readonly MailOptions _own = mail;

            public void Run(MailOptions given)
            {
                Use(given.Host, given.Port); // Why.
        #if !NEVER
                Use(given.Sender ?? "x", 1);
        #endif
            }

            public string Host() => mail.Host;

            public MailOptions Own => _own;

            private static void Use(string host, int port) { }
        }
        """,
        MailSource.Text);

    [Theory]
    [InlineData("private MailOptions _mail = null!;", "static ", "configuration[\"mail:host\"]!")]
    [InlineData("", "", "configuration[\"mail:host\"]!")]
    [InlineData("private MailOptions _mail = null!;", "", "configuration[\"mail:port\"]!")]
    public Task Without_an_instance_or_the_type_the_read_is_left_to_people(string field, string modifier, string read) => FixTest.Of(
        $$"""
        using Microsoft.Extensions.Configuration;

        namespace Acme;

        public sealed class Program
        {
            {{field}}

            public {{modifier}}string Host(IConfiguration configuration) => {{read}};
        }
        """,
        MailSource.Text).HasNoFixAsync("OSDK2015");

    [Fact]
    public Task Credentials_are_emptied_where_they_are_declared() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            private const string Secret = "hunter2";

            [Option(OptionFlags.Credential)] public partial string A { get; } = "hunter2"; [Option("b", OptionFlags.Credential)] public partial string B { get; } = Secret; // Why.
            [Option(OptionFlags.Credential)] public partial ImmutableArray<string> C { get; } = ["hunter2"];
        #if !NEVER
            [Option(OptionFlags.Credential)] public partial string D { get; } = "hunter" + "2";
        #endif
        }
        """).AllBecomeAsync("OSDK3004", "EmptyDefault",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            private const string Secret = "hunter2";

            [Option(OptionFlags.Credential)] public partial string A { get; } = ""; [Option("b", OptionFlags.Credential)] public partial string B { get; } = ""; // Why.
            [Option(OptionFlags.Credential)] public partial ImmutableArray<string> C { get; } = [];
        #if !NEVER
            [Option(OptionFlags.Credential)] public partial string D { get; } = "";
        #endif
        }
        """);

    [Fact]
    public Task A_credential_that_is_written_is_left_to_people() => FixTest.Of(
        MailSource.Program("await manager.SetAsync(MailOptions.Keys.Zone, \"hunter2\");"), MailSource.Text.Replace(" | OptionFlags.NoStore", "", StringComparison.Ordinal)).HasNoFixAsync("OSDK3004");
}
