using OptionsSdk.CodeFixes.Declaration;
using OptionsSdk.Errors;
using AnalyzerFlags = OptionsSdk.Analyzers.Keys.OptionFlags;

namespace OptionsSdk.CodeFixes.Tests.Declaration;

/// <summary>OSDK1018 to OSDK1021.</summary>
public sealed class KeyAndFlagTests
{
    [Theory]
    [InlineData("Net Timeout", "net-timeout")]
    [InlineData("Net.UseTls", "net.use-tls")]
    [InlineData("-mail..port-", "mail..port")]
    [InlineData("MAX_SIZE", "max_size")]
    [InlineData("a/b c", "a-b-c")]
    [InlineData("mail:HTTPPort", "mail:http-port")]
    [InlineData("größe", "gr-e")]
    [InlineData("???", "")]
    public void Keys_are_written_small_with_hyphens(string key, string expected) => Assert.Equal(expected, NormaliseKeyFix.Normalise(key));

    [Fact]
    public Task All_keys_are_normalised_at_once() => FixTest.Of(
        """
        [OptionGroup("Outgoing Mail")]
        public partial class MailOptions
        {
            [Option("Mail.Port")] public partial int A { get; } [Option("Mail.Host", OptionFlags.Required)] public partial int B { get; }
        #if !NEVER
            [Option(key: @"mail/user")]
            public partial int C { get; }
        #endif
        }
        """).AllBecomeAsync("OSDK1018", "NormaliseKey",
        """
        [OptionGroup("outgoing-mail")]
        public partial class MailOptions
        {
            [Option("mail.port")] public partial int A { get; } [Option("mail.host", OptionFlags.Required)] public partial int B { get; }
        #if !NEVER
            [Option(key: "mail-user")]
            public partial int C { get; }
        #endif
        }
        """);

    [Theory]
    [InlineData("[Option(\"???\")]")]
    [InlineData("[Option(\"\")]")]
    [InlineData("[Option(Key)]")]
    public Task A_key_that_says_nothing_or_stands_elsewhere_is_left_to_people(string option) => FixTest.Of(
        $$"""
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            private const string Key = "Mail Port";

            {{option}} public partial int Port { get; }
        }
        """).HasNoFixAsync("OSDK1018");

    [Theory]
    [InlineData("RemoveFlag:NoStore", "[Option(OptionFlags.StoreOnly)]")]
    [InlineData("RemoveFlag:StoreOnly", "[Option(OptionFlags.NoStore)]")]
    public Task Either_flag_can_go(string key, string expected) => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            [Option(OptionFlags.NoStore | OptionFlags.StoreOnly)]
            public partial int Port { get; }
        }
        """).ChoiceBecomesAsync("OSDK1019", key,
        $$"""
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            {{expected}}
            public partial int Port { get; }
        }
        """);

    [Fact]
    public async Task Only_flags_that_end_the_contradiction_are_offered()
    {
        Assert.Equal(
            ["RemoveFlag:Immutable"],
            await FixTest.Of(Declared("OptionFlags.AdminModifiable | OptionFlags.Immutable | OptionFlags.AutomatorModifiable")).KeysAsync("OSDK1019"));
        Assert.Equal(
            ["RemoveFlag:Immutable", "RemoveFlag:AdminModifiable"],
            await FixTest.Of(Declared("OptionFlags.ModifiableRate | OptionFlags.Immutable")).KeysAsync("OSDK1019"));
    }

    [Fact]
    public Task One_half_of_a_common_name_can_go() => FixTest.Of(Declared("OptionFlags.ModifiableScalar | OptionFlags.Credential"))
        .ChoiceBecomesAsync("OSDK1019", "RemoveFlag:AdminModifiable", Declared("OptionFlags.Scalar | OptionFlags.Credential"));

    [Fact]
    public Task All_contradictions_end_at_once() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            [Option("a", OptionFlags.Immutable | (OptionFlags.AdminModifiable))] public partial int A { get; } [Option("b", OptionFlags.AutomatorModifiable | OptionFlags.Immutable | OptionFlags.Required)] public partial int B { get; }
        #if !NEVER
            // Below a directive.
            [Option("c", flags: OptionFlags.ModifiableScalar | OptionFlags.Immutable), Obsolete]
            internal partial int C { get; }
        #endif
        }
        """.Replace(" | OptionFlags.Required", "", StringComparison.Ordinal)).AllBecomeAsync("OSDK1019", "RemoveFlag:Immutable",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            [Option("a", (OptionFlags.AdminModifiable))] public partial int A { get; } [Option("b", OptionFlags.AutomatorModifiable)] public partial int B { get; }
        #if !NEVER
            // Below a directive.
            [Option("c", flags: OptionFlags.ModifiableScalar), Obsolete]
            internal partial int C { get; }
        #endif
        }
        """);

    [Fact]
    public void The_table_of_contradictions_is_that_of_the_runtime()
    {
        foreach (var first in Enum.GetValues<AnalyzerFlags>())
        {
            foreach (var second in Enum.GetValues<AnalyzerFlags>())
            {
                var flags = first | second;
                using var manager = new OptionManager(new());
                var isRefused = Record.Exception(() => Register(manager, (OptionFlags)flags)) is OptionRegistrationException;
                Assert.Equal(isRefused, FlagContradictions.In(flags).Any());
            }
        }

        static object Register(OptionManager manager, OptionFlags flags) =>
            (flags & OptionFlags.Bool) != 0 ? manager.Register("key", false, flags) : manager.Register("key", 0, flags);
    }

    [Fact]
    public Task Flags_of_another_type_go_and_with_them_what_becomes_empty() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            /// <summary>A.</summary>
            [Option(OptionFlags.Bool)]
            public partial int A { get; } [Option("b", OptionFlags.Rate)] public partial string B { get; }

            [Obsolete, Option(OptionFlags.ModifiableScalar)]
            internal partial double C { get; }
        #if !NEVER
            [Option(OptionFlags.Scalar)] public partial bool D { get; }
        #endif
        }
        """).AllBecomeAsync("OSDK1020", "RemoveUnfitFlags",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            /// <summary>A.</summary>
            public partial int A { get; } [Option("b")] public partial string B { get; }

            [Obsolete, Option(OptionFlags.AdminModifiable)]
            internal partial double C { get; }
        #if !NEVER
            public partial bool D { get; }
        #endif
        }
        """);

    [Fact]
    public Task Flags_behind_constants_are_spelled() => FixTest.Of(
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            private const OptionFlags Usual = OptionFlags.Required | OptionFlags.AllowEmpty;

            [Option(flags: Usual)] public partial int A { get; } [Option("b", (OptionFlags)512 | OptionFlags.AdminModifiable)] public partial int B { get; }
            [Option(Usual)] public partial int C { get; }
        }
        """).AllBecomeAsync("OSDK1021", "SpellFlags",
        """
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            private const OptionFlags Usual = OptionFlags.Required | OptionFlags.AllowEmpty;

            [Option(flags: OptionFlags.Required | OptionFlags.AllowEmpty)] public partial int A { get; } [Option("b", OptionFlags.ModifiableRate)] public partial int B { get; }
            [Option(OptionFlags.Required | OptionFlags.AllowEmpty)] public partial int C { get; }
        }
        """);

    [Fact]
    public Task Bits_without_a_name_are_left_to_people() => FixTest.Of(Declared("(OptionFlags)(1 << 20)")).HasNoFixAsync("OSDK1021");

    private static string Declared(string flags) =>
        $$"""
        [OptionGroup("mail")]
        public partial class MailOptions
        {
            [Option(flags: {{flags}})] public partial int Port { get; }
        }
        """;
}
