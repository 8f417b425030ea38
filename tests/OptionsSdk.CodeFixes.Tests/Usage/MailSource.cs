namespace OptionsSdk.CodeFixes.Tests.Usage;

/// <summary>The declarations that the programs of these tests use.</summary>
internal static class MailSource
{
    public const string Text =
        """
        namespace Acme;

        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            /// <summary>Host.</summary>
            [Option(OptionFlags.PrioritizeDisk)]
            public partial string Host { get; } = "localhost";

            /// <summary>Port.</summary>
            public partial int Port { get; } = 25;

            /// <summary>Sender.</summary>
            [Option("mail.sender")]
            public partial string Sender { get; } = "x";

            /// <summary>Domain.</summary>
            [Option(OptionFlags.Immutable)]
            public partial string Domain { get; } = "localhost";

            /// <summary>Zone.</summary>
            [Option(OptionFlags.Credential | OptionFlags.NoStore | OptionFlags.AllowEmpty)]
            public partial string Zone { get; } = "";
        }
        """;

    public static string WithoutFlag(string flag) => Text
        .Replace($"    [Option(OptionFlags.{flag})]\n", "", StringComparison.Ordinal)
        .Replace($" | OptionFlags.{flag}", "", StringComparison.Ordinal);

    /// <summary>A method that uses the options.</summary>
    public static string Program(string body, string signature = "async Task Run()") =>
        $$"""
        namespace Acme;

        public sealed class Program(OptionManager manager, MailOptions mail)
        {
            public {{signature}}
            {
                {{body.ReplaceLineEndings("\n        ")}}
            }

            public OptionManager Manager => manager;

            public MailOptions Mail => mail;
        }
        """;
}
