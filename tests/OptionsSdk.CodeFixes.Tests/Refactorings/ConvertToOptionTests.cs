using OptionsSdk.CodeFixes.Refactorings;

namespace OptionsSdk.CodeFixes.Tests.Refactorings;

public sealed class ConvertToOptionTests
{
    private const string Group =
        """
        namespace Acme;

        [OptionGroup("mail")]
        public partial class MailOptions
        {
            /// <summary>Port.</summary>
            public partial int Port { get; }
        }
        """;

    [Fact]
    public Task A_constant_becomes_an_option_of_the_group_at_hand() => FixTest.Of(
        """
        namespace Acme;

        public sealed class Sender(MailOptions mail)
        {
            private const string Name = "a";

            /// <summary>How often a mail is sent &amp; tried.</summary>
            private const int $$MaxRetries = 3; // Why.

            public int Port => mail.Port;

            public bool IsLast(int tried) => tried >= MaxRetries - 1 /* One less. */ || Sender.MaxRetries == 0;

            public string Own => Name;
        }
        """, Group).RefactoredAsync(new ConvertToOptionRefactoring(),
        """
        namespace Acme;

        public sealed class Sender(MailOptions mail)
        {
            private const string Name = "a";

            public int Port => mail.Port;

            public bool IsLast(int tried) => tried >= mail.MaxRetries - 1 /* One less. */ || mail.MaxRetries == 0;

            public string Own => Name;
        }
        """,
        """
        namespace Acme;

        [OptionGroup("mail")]
        public partial class MailOptions
        {
            /// <summary>Port.</summary>
            public partial int Port { get; }

            /// <summary>How often a mail is sent &amp; tried.</summary>
            public partial int MaxRetries { get; } = 3;
        }
        """);

    [Fact]
    public Task A_class_without_an_instance_is_given_one() => FixTest.Of(
        """
        using System.Net;

        namespace Acme;

        public class Sender
        {
            private static readonly TimeSpan $$_timeout = TimeSpan.FromSeconds(5);

            public TimeSpan Timeout => _timeout;
        }
        """, Group).RefactoredAsync(new ConvertToOptionRefactoring(),
        """
        using System.Net;

        namespace Acme;

        public class Sender(MailOptions mail)
        {

            public TimeSpan Timeout => mail.Timeout;
        }
        """,
        """
        namespace Acme;

        [OptionGroup("mail")]
        public partial class MailOptions
        {
            /// <summary>Port.</summary>
            public partial int Port { get; }

            /// <summary>Timeout.</summary>
            public partial TimeSpan Timeout { get; } = TimeSpan.FromSeconds(5);
        }
        """);

    [Fact]
    public Task Without_a_group_one_is_made() => FixTest.Of(
        """
        namespace Acme;

        internal sealed class MailSender(string name)
        {
            private const int $$MaxRetries = 3;

            public string Text => $"{name}: {MaxRetries}";
        }
        """).RefactoredAsync(new ConvertToOptionRefactoring(),
        """
        namespace Acme;

        internal sealed class MailSender(string name, MailSenderOptions mailSender)
        {

            public string Text => $"{name}: {mailSender.MaxRetries}";
        }

        /// <summary>Mail sender.</summary>
        [OptionGroup("mail-sender")]
        internal sealed partial class MailSenderOptions
        {
            /// <summary>Max retries.</summary>
            public partial int MaxRetries { get; } = 3;
        }

        """);

    [Theory]
    [InlineData("private const int $$Max = 3; [Range(1, Max)] public int Number { get; set; }")]
    [InlineData("private const int $$Max = 3; public bool Is(int value) => value is Max;")]
    [InlineData("private const int $$Max = 3; public void Run(int value) { switch (value) { case Max: break; } }")]
    [InlineData("private const int $$Max = 3; public int Run(int value = Max) => value;")]
    [InlineData("private const int $$Max = 3; private const int More = Max + 1; public int Run() => More;")]
    [InlineData("private const int $$Max = 3; public static int Run() => Max;")]
    [InlineData("private const int One = 1; private const int $$Max = One + 2; public int Run() => Max;")]
    [InlineData("private const int $$Max = 3; public string Run() => nameof(Max);")]
    [InlineData("private const int $$Port = 3; public int Run() => Port;")]
    [InlineData("private static readonly object $$Gate = new(); public object Run() => Gate;")]
    [InlineData("private static readonly string? $$Name = null; public object? Run() => Name;")]
    [InlineData("private static readonly Uri $$Relay = new(\"http://a\"); public Sender() { } public Uri Run() => Relay;")]
    [InlineData("private readonly int $$_max = 3; public int Run() => _max;")]
    [InlineData("private const int $$Max = 3; public int Run() => Max; public static Sender Make() => new();")]
    public Task What_cannot_be_read_at_run_time_stays_a_field(string members) => FixTest.Of(
        $$"""
        namespace Acme;

        public class Sender
        {
            {{members}}
        }
        """, Group).IsNotRefactoredAsync(new ConvertToOptionRefactoring());
}
