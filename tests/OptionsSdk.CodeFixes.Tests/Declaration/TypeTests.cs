namespace OptionsSdk.CodeFixes.Tests.Declaration;

/// <summary>OSDK1008 to OSDK1011.</summary>
public sealed class TypeTests
{
    [Theory]
    [InlineData("List<string>", " = new();", "ImmutableArray<string>", " = [];")]
    [InlineData("List<string>", " = new List<string> { \"a\", \"b\" };", "ImmutableArray<string>", " = [\"a\", \"b\"];")]
    [InlineData("List<string>", " = new(4) { \"a\" };", "ImmutableArray<string>", " = [\"a\"];")]
    [InlineData("List<string>", " = [\"a\"]; // Why.", "ImmutableArray<string>", " = [\"a\"]; // Why.")]
    [InlineData("List<string>", "", "ImmutableArray<string>", "")]
    [InlineData("IList<int>", " = new List<int>(Enumerable.Range(0, 3));", "ImmutableArray<int>", " = [.. Enumerable.Range(0, 3)];")]
    [InlineData("string[]", " = new[] { \"a\", \"b\", };", "ImmutableArray<string>", " = [\"a\", \"b\",];")]
    [InlineData("string[]", " = { \"a\" };", "ImmutableArray<string>", " = [\"a\"];")]
    [InlineData("string[]", " = Array.Empty<string>();", "ImmutableArray<string>", " = [];")]
    [InlineData("int[]", " = new int[0];", "ImmutableArray<int>", " = [];")]
    [InlineData("int[]", " = new int[] { 1 };", "ImmutableArray<int>", " = [1];")]
    [InlineData("int[]", " = Numbers;", "ImmutableArray<int>", " = [.. Numbers];")]
    [InlineData("HashSet<int>", " = new HashSet<int>();", "ImmutableArray<int>", " = [];")]
    [InlineData("int[][]", " = [[1], []];", "ImmutableArray<ImmutableArray<int>>", " = [[1], []];")]
    [InlineData("ImmutableArray<int[]>", " = [new[] { 1 }];", "ImmutableArray<ImmutableArray<int>>", " = [[1]];")]
    [InlineData("Dictionary<string, int>", " = new();", "IReadOnlyDictionary<string, int>", " = new Dictionary<string, int>();")]
    [InlineData("Dictionary<string, int>", " = [];", "IReadOnlyDictionary<string, int>", " = new Dictionary<string, int>();")]
    [InlineData("Dictionary<string, int>", " = new() { [\"a\"] = 1 };", "IReadOnlyDictionary<string, int>", " = new Dictionary<string, int>() { [\"a\"] = 1 };")]
    [InlineData("IDictionary<string, int>", " = new SortedDictionary<string, int>();", "IReadOnlyDictionary<string, int>", " = new SortedDictionary<string, int>();")]
    [InlineData("Dictionary<string, List<int>>", " = new() { [\"a\"] = new() { 1 } };", "IReadOnlyDictionary<string, ImmutableArray<int>>", " = new Dictionary<string, ImmutableArray<int>>() { [\"a\"] = [1] };")]
    public Task A_mutable_type_gives_way_to_the_immutable_one(string type, string value, string immutable, string converted) => FixTest.Of(
        $$"""
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            internal static readonly int[] Numbers = [1];

            public partial {{type}} Hosts { get; }{{value}}
        }
        """).BecomesAsync("OSDK1008",
        $$"""
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            internal static readonly int[] Numbers = [1];

            public partial {{immutable}} Hosts { get; }{{converted}}
        }
        """);

    [Fact]
    public Task Long_initializers_keep_their_lines_and_comments() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial List<string> Hosts { get; } = new()
            {
                "a", // The first.
                "b",
            };
        }
        """).BecomesAsync("OSDK1008",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial ImmutableArray<string> Hosts { get; } = [
                "a", // The first.
                "b",
            ];
        }
        """);

    [Fact]
    public Task All_types_change_at_once_and_names_become_known() => FixTest.Of(
        """
        // Head of the file.

        using Lists = System.Collections.Generic;

        namespace Acme.Types
        {
            public sealed class ImmutableArray;

            [OptionGroup("mail")]
            public partial class MailOptions
            {
                public partial int[] A { get; } public partial Lists.List<int> B { get; } = new();
        #if !NEVER
                public partial Lists.Dictionary<int, bool> C { get; } = new();
        #endif
            }
        }
        """,
        """
        [OptionGroup("other")]
        public partial class OtherOptions
        {
            public partial byte[] D { get; } = [1];
        }
        """).AllBecomeAsync("OSDK1008", "UseImmutableType",
        """
        // Head of the file.

        using Lists = System.Collections.Generic;

        namespace Acme.Types
        {
            public sealed class ImmutableArray;

            [OptionGroup("mail")]
            public partial class MailOptions
            {
                public partial ImmutableArray<int> A { get; } public partial ImmutableArray<int> B { get; } = [];
        #if !NEVER
                public partial IReadOnlyDictionary<int, bool> C { get; } = new Dictionary<int, bool>();
        #endif
            }
        }
        """,
        """
        [OptionGroup("other")]
        public partial class OtherOptions
        {
            public partial ImmutableArray<byte> D { get; } = [1];
        }
        """);

    [Fact]
    public Task A_list_whose_items_cannot_be_told_is_left_to_people() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            internal static List<int[]> Make() => [];

            public partial List<int[]> Ports { get; } = Make();
        }
        """).HasNoFixAsync("OSDK1008");

    [Theory]
    [InlineData("string?", "", "string", " = \"\";")]
    [InlineData("string?", " = null;", "string", " = \"\";")]
    [InlineData("string?", " = default!;", "string", " = \"\";")]
    [InlineData("string?", " = \"x\";", "string", " = \"x\";")]
    [InlineData("IReadOnlyList<string>?", "", "IReadOnlyList<string>", " = [];")]
    [InlineData("ImmutableArray<string?>", " = [];", "ImmutableArray<string>", " = [];")]
    [InlineData("IReadOnlyDictionary<string, int>?", " = null;", "IReadOnlyDictionary<string, int>", " = new Dictionary<string, int>();")]
    [InlineData("Uri?", " = new(\"http://a\");", "Uri", " = new(\"http://a\");")]
    public Task A_question_mark_gives_way_to_an_empty_default(string type, string value, string plain, string empty) => FixTest.Of(
        $$"""
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial {{type}} Host { get; }{{value}} // Why.
        }
        """).BecomesAsync("OSDK1009",
        $$"""
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial {{plain}} Host { get; }{{empty}} // Why.
        }
        """);

    [Fact]
    public Task A_type_without_an_empty_value_keeps_its_question_mark() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial Uri? Relay { get; }
        }
        """).HasNoFixAsync("OSDK1009");

    [Fact]
    public Task All_question_marks_go_at_once() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial string? A { get; } public partial string? B { get; } = null;
        #if !NEVER
            public partial string? C { get; }
        #endif
        }
        """).AllBecomeAsync("OSDK1009", "RemoveQuestionMark",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial string A { get; } = ""; public partial string B { get; } = "";
        #if !NEVER
            public partial string C { get; } = "";
        #endif
        }
        """);

    [Fact]
    public Task Composites_are_spelled_behind_any_alias() => FixTest.Of(
        """
        using Hosts = System.Collections.Generic.IReadOnlyList<string>;
        using Map = System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Immutable.ImmutableArray<System.TimeSpan>>;
        using Maybe = int?;

        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial Hosts A { get; } public partial Map B { get; }
            public partial ImmutableArray<Maybe> C { get; }
        }
        """).AllBecomeAsync("OSDK1010", "SpellType",
        """
        using Hosts = System.Collections.Generic.IReadOnlyList<string>;
        using Map = System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Immutable.ImmutableArray<System.TimeSpan>>;
        using Maybe = int?;

        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial IReadOnlyList<string> A { get; } public partial IReadOnlyDictionary<string, ImmutableArray<TimeSpan>> B { get; }
            public partial ImmutableArray<int?> C { get; }
        }
        """);

    [Fact]
    public Task Defaults_are_guessed_where_there_is_something_to_guess() => FixTest.Of(
        """
        namespace Acme;

        public enum Mode { Fast = 1, Safe = 2 }

        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial Mode A { get; } public partial Mode B { get; } // Why.
            public partial JsonElement C { get; }
        }
        """).AllBecomeAsync("OSDK1011", "AddDefault",
        """
        namespace Acme;

        public enum Mode { Fast = 1, Safe = 2 }

        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial Mode A { get; } = Mode.Fast; public partial Mode B { get; } = Mode.Fast; // Why.
            public partial JsonElement C { get; } = JsonElement.Parse("{}");
        }
        """);

    [Theory]
    [InlineData("Uri")]
    [InlineData("Version")]
    public Task Nobody_can_guess_an_address_or_a_version(string type) => FixTest.Of(
        $$"""
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            public partial {{type}} Relay { get; }
        }
        """).HasNoFixAsync("OSDK1011");
}
