namespace OptionsSdk.Analyzers.Tests.Usage.Writes;

/// <summary>The options that the programs of these tests use.</summary>
internal static class Mail
{
    public const string Options =
        """
        namespace Acme.Options
        {
            public enum Mode { Off, On }

            [OptionGroup("mail")]
            public sealed partial class MailOptions
            {
                public partial string Host { get; } = "localhost";

                [Range(1, 65535)]
                public partial int Port { get; } = 25;

                [Option("mail.list-namespace", OptionFlags.Immutable)]
                public partial string ListNamespace { get; } = "localhost";

                [Option(OptionFlags.Immutable)]
                public partial int Fixed { get; } = 5;

                [Option(OptionFlags.NoStore)]
                public partial string Secret { get; } = "x";

                [Option(OptionFlags.ModifiableRate | OptionFlags.AutomatorModifiable)]
                public partial double Rate { get; } = 0.5;

                [StringLength(5, MinimumLength = 2)]
                public partial string Prefix { get; } = "abc";

                [AllowedValues("a", "b")]
                public partial string Letter { get; } = "a";

                [AllowedValues(Mode.On)]
                public partial Mode Mode { get; } = Mode.On;

                [OptionLength(2)]
                public partial string Long { get; } = "abc";

                [Range(0.5, 2.5, MaximumIsExclusive = true)]
                public partial double Scale { get; } = 1;

                [OptionRange("1", "10")]
                public partial decimal Price { get; } = 1;

                public partial long? Quota { get; } = 1;

                public partial IReadOnlyList<string> Hosts { get; } = [];
            }
        }
        """;

    /// <summary>Method bodies as a program of two files.</summary>
    public static AnalyzerTest Body(params string[] statements) => AnalyzerTest.Of(Source(statements), Options);

    /// <summary>Members of a class, or types, as a program of two files.</summary>
    public static AnalyzerTest Program(string source) => AnalyzerTest.Of($"using Acme.Options;\n\n{source}", Options);

    /// <summary>A file with a method for each body.</summary>
    public static string Source(params string[] statements) =>
        $$"""
        using Acme.Options;

        public sealed class Program
        {
        {{string.Join("\n", statements.Select(static (body, index) => $$"""
            public async Task Run{{index}}(OptionManager options, MailOptions mail, bool flag, string text, int number)
            {
                await Task.Yield();
                {{body}}
            }
        """))}}
        }

        """;
}
