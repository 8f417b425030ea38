namespace OptionsSdk.Analyzers.Tests.Usage.Frozen;

/// <summary>OSDK2013.</summary>
public sealed class FrozenValueTests
{
    [Fact]
    public Task A_value_in_a_static_readonly_field_is_found() => MailGroup.With(
        """
        public static class Limits
        {
            private static readonly MailOptions Mail = Find();
            private static readonly int Port = {|OSDK2013:Mail.Port|};
            private static readonly string Host;

            static Limits() => Host = {|OSDK2013:Mail.Host|} + Port;

            public static string Where => Host;

            private static MailOptions Find() => throw new InvalidOperationException();
        }
        """).FindsAsync();

    [Fact]
    public Task A_value_captured_by_a_constructor_is_found() => MailGroup.With(
        """
        public sealed class Sender
        {
            private readonly int _port;
            private readonly TimeSpan _timeout;
            private readonly string _host;

            public Sender(MailOptions mail, OptionManager manager)
            {
                _port = {|OSDK2013:mail.Port|};
                this._timeout = {|OSDK2013:mail.Timeout|};
                (_host, Target) = ({|OSDK2013:mail.Host|}, $"{_port} {{|OSDK2013:manager.Get(MailOptions.Keys.Port)|}}");
            }

            public string Target { get; }

            public object All => (_port, _timeout, _host);
        }
        """).FindsAsync();

    [Fact]
    public Task A_value_captured_by_a_primary_constructor_is_found() => MailGroup.With(
        """
        public sealed class Sender(MailOptions mail)
        {
            private readonly int _port = {|OSDK2013:mail.Port|};
            private readonly TimeSpan _timeout = TimeSpan.FromSeconds({|OSDK2013:mail.Port|});
            private readonly int _count = {|OSDK2013:mail.Hosts|}.Length;

            public Uri Address { get; } = new Uri({|OSDK2013:mail.Host|});

            public object All => (_port, _timeout, _count);
        }
        """).FindsAsync();

    [Fact]
    public Task A_snapshot_in_a_field_is_found() => MailGroup.With(
        """
        public sealed class Sender(MailOptions mail, OptionManager manager)
        {
            private readonly MailOptions.ValueSnapshot _now = {|OSDK2013:mail.Snapshot()|};
            private readonly OptionSnapshot _all = {|OSDK2013:manager.Capture()|};

            public object All => (_now, _all);
        }
        """).FindsAsync();

    [Fact]
    public Task A_value_that_takes_the_way_through_a_local_or_a_snapshot_is_found() => MailGroup.With(
        """
        public sealed class Sender
        {
            private readonly int _port;
            private readonly string _host;

            public Sender(MailOptions mail)
            {
                var port = mail.Port;
                var now = mail.Snapshot();
                _port = {|OSDK2013:port|};
                _host = {|OSDK2013:now.Host|};
            }

            public object All => (_port, _host);
        }
        """).FindsAsync();

    [Fact]
    public Task An_option_of_a_library_is_found() => AnalyzerTest.Of(
        """
        public sealed class Sender(Acme.MailOptions mail)
        {
            public int Port { get; } = {|OSDK2013:mail.Port|};

            public string Space { get; } = mail.ListNamespace;
        }
        """).WithLibrary(MailGroup.Source).FindsAsync();

    [Fact]
    public Task An_immutable_option_never_changes() => MailGroup.With(
        """
        public sealed class Sender(MailOptions mail)
        {
            private readonly string _space = mail.ListNamespace;

            public string Space => _space;
        }
        """).FindsAsync();

    [Fact]
    public Task A_group_may_be_kept_and_read_later() => MailGroup.With(
        """
        public sealed class Sender
        {
            private readonly MailOptions _mail;
            private readonly Func<int> _port;
            private readonly Lazy<string> _host;
            private int _last;

            public Sender(MailOptions mail)
            {
                _mail = mail;
                _port = () => mail.Port;
                _host = new(() => mail.Host);
                _last = mail.Port;
                var port = mail.Port;
                Console.WriteLine(port);
            }

            public int Port => _mail.Port;

            public int Next() => _last++ + _port() + _host.Value.Length;
        }
        """).FindsAsync();

    [Fact]
    public Task An_object_that_is_made_from_options_is_its_own_affair() => MailGroup.With(
        """
        public sealed class Client(string host)
        {
            public string Host => host;
        }

        public sealed class Sender(MailOptions mail)
        {
            private readonly Client _client = new(mail.Host);

            public string Host => _client.Host;
        }
        """).FindsAsync();

    [Fact]
    public Task Structs_and_records_hold_what_was_at_one_moment() => MailGroup.With(
        """
        public readonly struct Target(MailOptions mail)
        {
            public int Port { get; } = mail.Port;
        }

        public sealed record Place
        {
            private readonly int _port;

            public Place(MailOptions mail) => _port = mail.Port;

            public int Port => _port;
        }
        """).FindsAsync();

    [Fact]
    public Task Names_and_marks_of_another_library_mean_nothing() => AnalyzerTest.Of(
        """
        namespace Elsewhere;

        [AttributeUsage(AttributeTargets.Class)]
        public sealed class OptionGroupAttribute(string name) : Attribute
        {
            public string Name => name;
        }

        [OptionGroup("mail")]
        public sealed class MailOptions
        {
            public int Port { get; } = 25;
        }

        public sealed class Sender(MailOptions mail)
        {
            public int Port { get; } = mail.Port;
        }
        """).FindsAsync();

    [Fact]
    public async Task The_message_names_the_key_and_the_remedy() => Assert.Equal(
        [
            "The option 'mail.port' is read once and then never changes here; read 'MailOptions.Port' where it is used, or watch the option",
            "The snapshot 'mail.Snapshot()' is read once and then never changes here; read 'mail.Snapshot()' where it is used, or watch the option",
        ],
        await MailGroup.With(
            """
            public sealed class Sender(MailOptions mail)
            {
                public int Port { get; } = {|OSDK2013:mail.Port|};

                public MailOptions.ValueSnapshot Now { get; } = {|OSDK2013:mail.Snapshot()|};
            }
            """).MessagesAsync());
}
