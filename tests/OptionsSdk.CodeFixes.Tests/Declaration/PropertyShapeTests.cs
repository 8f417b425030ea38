namespace OptionsSdk.CodeFixes.Tests.Declaration;

/// <summary>OSDK1003 to OSDK1006.</summary>
public sealed class PropertyShapeTests
{
    [Fact]
    public Task An_automatic_property_becomes_an_option_and_keeps_its_default() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            /// <summary>Port.</summary>
            [Option("mail.port")] // Why.
            public int Port { get; set; } = 25; // Default.
        }
        """).BecomesAsync("OSDK1003",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            /// <summary>Port.</summary>
            [Option("mail.port")] // Why.
            public partial int Port { get; } = 25; // Default.
        }
        """);

    [Fact]
    public Task All_properties_that_say_they_are_options_become_some_at_once() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            [Option("mail.a")] public int A { get; set; } = 1; [Option("mail.b")] public required string B { get; init; }
        }
        """,
        """
        [OptionGroup("other")]
        public partial class OtherOptions
        {
            [Option("other.c")] public bool C { get; }
        }
        """).AllBecomeAsync("OSDK1003", "MakePartial",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            [Option("mail.a")] public partial int A { get; } = 1; [Option("mail.b")] public partial string B { get; }
        }
        """,
        """
        [OptionGroup("other")]
        public partial class OtherOptions
        {
            [Option("other.c")] public partial bool C { get; }
        }
        """);

    [Fact]
    public Task What_cannot_be_demanded_of_anybody_is_not_required() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            [Url] public required string Relay { get; init; }
        }
        """).BecomesAsync("OSDK1003",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            [Url] public partial string Relay { get; }
        }
        """);

    [Theory]
    [InlineData("[Option(\"mail.port\")] public int Port => 25;")]
    [InlineData("[Option(\"mail.port\")] public static int Port { get; } = 25;")]
    [InlineData("[Option(\"mail.port\")] public int Port { get => field; set; } = 25;")]
    public Task What_has_a_body_or_no_instance_is_left_to_people(string property) => FixTest.Of(
        $$"""
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int Other { get; }
            {{property}}
        }
        """).HasNoFixAsync("OSDK1003");

    [Fact]
    public Task A_property_without_a_mark_becomes_an_option() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            string Host { get; set; } = "localhost";
        }
        """).ChoiceBecomesAsync("OSDK1004", "MakePartial",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            partial string Host { get; } = "localhost";
        }
        """);

    [Fact]
    public Task Or_it_says_that_it_is_none() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            /// <summary>Counted here.</summary>
            public int Sent { get; set; }
        }
        """).ChoiceBecomesAsync("OSDK1004", "MarkNotAnOption",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            /// <summary>Counted here.</summary>
            [NotAnOption]
            public int Sent { get; set; }
        }
        """);

    [Theory]
    [InlineData("MakePartial", "public partial int A { get; } public partial int B { get; }", "partial int C { get; }", "public partial int D { get; } = 4;")]
    public Task All_become_options_at_once(string key, string first, string second, string third) => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public int A { get; set; } public int B { get; }
        #if !NEVER
            int C { get; set; }
        #endif
        }
        """,
        """
        [OptionGroup("other")]
        public partial class OtherOptions
        {
            public int D { get; init; } = 4;
        }
        """).AllBecomeAsync("OSDK1004", key,
        $$"""
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            {{first}}
        #if !NEVER
            {{second}}
        #endif
        }
        """,
        $$"""
        [OptionGroup("other")]
        public partial class OtherOptions
        {
            {{third}}
        }
        """);

    [Fact]
    public Task All_are_marked_at_once() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public int A { get; set; }

            // Not documented.
            [Obsolete]
            public int B { get; }

            int C { get; set; }
        }
        """).AllBecomeAsync("OSDK1004", "MarkNotAnOption",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            [NotAnOption]
            public int A { get; set; }

            // Not documented.
            [Obsolete]
            [NotAnOption]
            public int B { get; }

            [NotAnOption]
            int C { get; set; }
        }
        """);

    [Theory]
    [InlineData("{ get; set; } = 25;", "{ get; } = 25;")]
    [InlineData("{ get; init; }", "{ get; }")]
    [InlineData("{ set; }", "{ get; }")]
    [InlineData("{ get; private set; }", "{ get; }")]
    public Task Only_the_get_accessor_stays(string before, string after) => FixTest.Of(
        $$"""
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int Port {{before}}
        }
        """).BecomesAsync("OSDK1005",
        $$"""
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int Port {{after}}
        }
        """);

    [Fact]
    public Task All_accessors_are_dropped_at_once() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int A { get; set; } public partial int B { get; init; }
        #if !NEVER
            public partial int C { get; set; } = 3;
        #endif
        }
        """,
        """
        [OptionGroup("other")]
        public partial class OtherOptions
        {
            public required partial int D { get; set; }
        }
        """).AllBecomeAsync("OSDK1005", "MakeGetOnly",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int A { get; } public partial int B { get; }
        #if !NEVER
            public partial int C { get; } = 3;
        #endif
        }
        """,
        """
        [OptionGroup("other")]
        public partial class OtherOptions
        {
            public partial int D { get; }
        }
        """);

    [Fact]
    public Task What_people_implement_is_left_to_them() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int Port { get => 25; }
        }
        """).HasNoFixAsync("OSDK1005");

    [Fact]
    public Task No_option_is_static() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public static partial int A { get; } static partial int B { get; }

            /// <summary>C.</summary>
            static public partial int C { get; }
        }
        """).AllBecomeAsync("OSDK1006", "RemoveStatic",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial int A { get; } partial int B { get; }

            /// <summary>C.</summary>
            public partial int C { get; }
        }
        """);
}
