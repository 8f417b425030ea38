namespace OptionsSdk.Analyzers.Tests.Usage;

/// <summary>The group that programs about uses use.</summary>
internal static class MailGroup
{
    public const string Source =
        """
        namespace Acme;

        [OptionGroup("mail")]
        public sealed partial class MailOptions
        {
            [Option(OptionFlags.PrioritizeDisk)]
            public partial string Host { get; } = "localhost";

            public partial int Port { get; } = 25;

            public partial bool UseTls { get; }

            public partial ImmutableArray<string> Hosts { get; } = [];

            [Option(OptionFlags.NoStore)]
            public partial TimeSpan Timeout { get; }

            [Option("mail.list-namespace", OptionFlags.Immutable)]
            public partial string ListNamespace { get; } = "localhost";

            [Option("mail:relay.Name")]
            public partial string Relay { get; } = "";

            [Option(OptionFlags.Credential | OptionFlags.AllowEmpty)]
            public partial string Password { get; } = "";

            [Option(OptionFlags.Credential)]
            public partial int Pin { get; }
        }
        """;

    /// <summary>A program beside the group.</summary>
    public static AnalyzerTest With(string program) => AnalyzerTest.Of($"namespace Acme;\n{program}", Source);

    /// <summary>Statements of a method that waits for nothing, beside the group.</summary>
    public static AnalyzerTest Doing(string statements) => With(
        $$"""
        public static class Program
        {
            public static void Run(MailOptions mail, OptionManager manager, OptionBatch batch)
            {
                {{statements}}
            }
        }
        """);

    /// <summary>Statements of an asynchronous method beside the group.</summary>
    public static AnalyzerTest Awaiting(string statements) => With(
        $$"""
        public static class Program
        {
            public static async Task RunAsync(MailOptions mail, OptionManager manager, OptionBatch batch)
            {
                {{statements}}
                await Task.Yield();
            }
        }
        """);
}
