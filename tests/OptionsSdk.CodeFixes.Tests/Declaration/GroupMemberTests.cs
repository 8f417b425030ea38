namespace OptionsSdk.CodeFixes.Tests.Declaration;

/// <summary>OSDK1022, OSDK1025, OSDK1026 and OSDK1028.</summary>
public sealed class GroupMemberTests
{
    [Fact]
    public Task Options_move_into_the_marked_part_of_another_file() => FixTest.Of(
        """
        namespace Acme;

        /// <summary>Mail.</summary>
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int Port { get; }
        }
        """,
        """
        using System.Net;

        namespace Acme;

        public partial class MailOptions
        {
            /// <summary>Host.</summary>
            [Option("mail.host")]
            public partial string Host { get; } = "localhost";

            // Not an option.
            private int _count; public partial HttpStatusCode Answer { get; } = HttpStatusCode.OK;

            public partial int Retries { get; }

            public int Count => _count++;
        }
        """).AllBecomeAsync("OSDK1022", "MoveToMarkedPart",
        """
        using System.Net;

        namespace Acme;

        /// <summary>Mail.</summary>
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int Port { get; }

            /// <summary>Host.</summary>
            [Option("mail.host")]
            public partial string Host { get; } = "localhost";

            public partial HttpStatusCode Answer { get; } = HttpStatusCode.OK;

            public partial int Retries { get; }
        }
        """,
        """
        using System.Net;

        namespace Acme;

        public partial class MailOptions
        {

            // Not an option.
            private int _count; 

            public int Count => _count++;
        }
        """);

    [Fact]
    public Task An_empty_part_takes_options_too() => FixTest.Of(
        """
        public partial class MailOptions
        {
            public partial int Port { get; }
        }

        [OptionGroup("mail")]
        public partial class MailOptions
        {
        }
        """).BecomesAsync("OSDK1022",
        """
        public partial class MailOptions
        {
        }

        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int Port { get; }
        }
        """);

    [Fact]
    public Task What_would_mean_something_else_there_stays() => FixTest.Of(
        """
        namespace One { public enum Mode { A } }
        namespace Two { public enum Mode { B } }
        namespace Acme
        {
            using One;

            [OptionGroup("mail")]
            public partial class MailOptions
            {
            }
        }
        """,
        """
        namespace Acme
        {
            using Two;

            public partial class MailOptions
            {
                public partial Mode Mode { get; }
            }
        }
        """).HasNoFixAsync("OSDK1022");

    [Fact]
    public Task A_class_without_braces_has_no_room() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions;

        public partial class MailOptions
        {
            public partial int Port { get; }
        }
        """).HasNoFixAsync("OSDK1022");

    [Fact]
    public Task Summaries_are_made_of_names() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int MaxRetries { get; } public partial int Port { get; }

            // A comment is not a summary.
            [Range(1, 9)]
            public partial int HTTPPort { get; }

            /// <remarks>More.</remarks>
            public partial int UseTls { get; }

            /// <summary></summary>
            public partial int Empty { get; }
        #if !NEVER
            public partial int Below { get; }
        #endif
        }
        """).AllBecomeAsync("OSDK1025", "AddSummary",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            /// <summary>Max retries.</summary>
            public partial int MaxRetries { get; } /// <summary>Port.</summary>
        public partial int Port { get; }

            // A comment is not a summary.
            /// <summary>Http port.</summary>
            [Range(1, 9)]
            public partial int HTTPPort { get; }

            /// <summary>Use tls.</summary>
            /// <remarks>More.</remarks>
            public partial int UseTls { get; }

            /// <summary>Empty.</summary>
            public partial int Empty { get; }
        #if !NEVER
            /// <summary>Below.</summary>
            public partial int Below { get; }
        #endif
        }
        """);

    [Theory]
    [InlineData("private void ValidatePort(int value) { }", "private static partial void ValidatePort(int value, ref string? error) { }")]
    [InlineData("static void ValidatePort(int port, out string? problem) => problem = null;", "static partial void ValidatePort(int port, ref string? problem) => problem = null;")]
    [InlineData("static partial void ValidatePort(long value, ref string? error) { }", "static partial void ValidatePort(int value, ref string? error) { }")]
    [InlineData("string? ValidatePort(int value) => value > 9 ? \"must be small\" : null;", "static partial void ValidatePort(int value, ref string? error) => error = value > 9 ? \"must be small\" : null;")]
    [InlineData("static string? ValidatePort(int value) { if (value > 9) { return \"x\"; } return null; }", "static partial void ValidatePort(int value, ref string? error) { if (value > 9) { error = \"x\"; return; } error = null; }")]
    public Task A_hook_gets_its_signature(string before, string after) => FixTest.Of(Hooked(before)).BecomesAsync("OSDK1026", Hooked(after));

    [Theory]
    [InlineData("private bool ValidatePort(int value) => value > 0;")]
    [InlineData("private void ValidatePort(int value) => _seen = value;")]
    [InlineData("private void ValidatePort(int value, string? error, bool more) { }")]
    public Task What_cannot_become_the_hook_is_left_to_people(string method) => FixTest.Of(Hooked(method)).HasNoFixAsync("OSDK1026");

    [Fact]
    public Task All_hooks_are_corrected_at_once() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int A { get; } public partial int B { get; } public partial string C { get; }

            static void ValidateA(int value) { } static void ValidateB() { }

            /// <summary>Checks.</summary>
            [Obsolete]
            public string ValidateC(string value)
            {
                if (value == "x")
                {
                    return "must not be x";
                }

                return "";
            }
        }
        """).AllBecomeAsync("OSDK1026", "CorrectHookSignature",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int A { get; } public partial int B { get; } public partial string C { get; }

            static partial void ValidateA(int value, ref string? error) { } static partial void ValidateB(int value, ref string? error) { }

            /// <summary>Checks.</summary>
            [Obsolete]
            public static partial void ValidateC(string value, ref string? error)
            {
                if (value == "x")
                {
                    error = "must not be x";
                    return;
                }

                error = "";
            }
        }
        """);

    [Fact]
    public Task The_marker_of_an_empty_group_goes() => FixTest.Of(
        """
        /// <summary>A.</summary>
        [OptionGroup("a")]
        public partial class A; [OptionGroup] public partial class B;

        [Obsolete, OptionGroup("c")]
        public partial class C;
        #if !NEVER
        [OptionGroup("d")]
        public partial class D
        {
        }
        #endif
        """).AllBecomeAsync("OSDK1028", "RemoveMarker",
        """
        /// <summary>A.</summary>
        public partial class A; public partial class B;

        [Obsolete]
        public partial class C;
        #if !NEVER
        public partial class D
        {
        }
        #endif
        """);

    private static string Hooked(string method) =>
        $$"""
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            private int _seen;

            public partial int Port { get; }

            {{method}}

            public int Seen() => _seen++;
        }
        """;
}
