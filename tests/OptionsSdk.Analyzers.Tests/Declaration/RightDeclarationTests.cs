using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Diagnostics;
using OptionsSdk.Analyzers.Declaration;

namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>Declarations that are right are left alone, advice included.</summary>
public sealed class RightDeclarationTests
{
    [Fact]
    public async Task The_catalogue_of_the_quick_start_is_clean()
    {
        var files = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(Here())!, "../../../samples/Quickstart/Catalogue"), "*.cs");
        Assert.True(files.Length > 10);
        Assert.Empty(await FindAsync([.. files.Select(File.ReadAllText)]));
    }

    [Fact]
    public async Task A_group_with_something_of_everything_is_clean() => Assert.Empty(await FindAsync(Everything));

    [Fact]
    public async Task Half_typed_declarations_never_make_an_analyzer_fail()
    {
        for (var length = 0; length < Everything.Length; length += 3)
        {
            // An analyzer that throws is a diagnostic of its own.
            Assert.All(await FindAsync(Everything[..length]), static diagnostic => Assert.DoesNotContain("AD0001", diagnostic, StringComparison.Ordinal));
        }
    }

    private const string Everything =
        """
        namespace Acme;

        public enum Mode { Off, On }

        /// <summary>Outgoing mail.</summary>
        [OptionGroup(Prefix + ".out")]
        public sealed partial class MailOptions
        {
            private const string Prefix = "mail";

            /// <summary>Host of the relay.</summary>
            [Option("mail.host", OptionFlags.PrioritizeDisk | OptionFlags.Required), StringLength(253, MinimumLength = 1), RegularExpression("[a-z0-9.-]+")]
            public partial string Host { get; } = "localhost";

            /// <summary>Port of the relay.</summary>
            [Range(1, 65535)]
            public partial int Port { get; } = 25;

            /// <summary>Pause between attempts.</summary>
            [OptionRange("00:00:01", "01:00:00")]
            public partial System.TimeSpan? Pause { get; } = System.TimeSpan.FromMinutes(1);

            /// <summary>Modes by sender.</summary>
            [OptionLength(0, 9)]
            public partial IReadOnlyDictionary<string, ImmutableArray<Mode>> Modes { get; } = new Dictionary<string, ImmutableArray<Mode>> { ["a"] = [Mode.On] };

            /// <summary>Share of mail that is traced.</summary>
            [Option(flags: OptionFlags.ModifiableRate)]
            public partial double TraceRate { get; } = 0.5;

            /// <summary>Where problems are reported.</summary>
            [Url]
            public partial Uri Reports { get; } = new("https://reports.example/");

            [NotAnOption]
            public int Seen { get; set; }

            public int Twice => Port * 2;

            static partial void ValidatePort(int value, ref string? error) => error = value == 26 ? "is taken" : null;
        }

        public sealed partial class MailOptions
        {
            public bool ValidateAll() => Port > 0;
        }
        """;

    private static async Task<IEnumerable<string>> FindAsync(params string[] sources) =>
        (await AnalyzerTest.Of(sources).Compile(libraryIsFile: true).WithAnalyzers([new GroupAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken))
            .Select(static diagnostic => diagnostic.ToString());

    private static string Here([CallerFilePath] string path = "") => path;
}
