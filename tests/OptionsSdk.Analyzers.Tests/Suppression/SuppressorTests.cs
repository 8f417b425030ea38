using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Tests.Usage;

namespace OptionsSdk.Analyzers.Tests.Suppression;

/// <summary>OSDKS001 to OSDKS003, against the SDK's own analyzers and the compiler.</summary>
public sealed class SuppressorTests
{
    [Fact]
    public async Task A_stated_default_is_no_needless_initializer()
    {
        var found = await SdkAnalyzers.RunAsync(AnalyzerTest.Of(
            """
            namespace Acme;

            [OptionGroup("mail")]
            public sealed partial class MailOptions
            {
                public partial int Retries { get; } = 0;

                public partial bool UseTls { get; } = false;

                public partial int? Limit { get; } = null;

                public int Ordinary { get; } = 0;
            }

            public sealed class Sender
            {
                public int Port { get; } = 0;
            }
            """));
        Assert.Equal(
            [("CA1805", "= 0", true), ("CA1805", "= false", true), ("CA1805", "= null", true), ("CA1805", "= 0", false), ("CA1805", "= 0", false)],
            found.Where(static diagnostic => diagnostic.Id == "CA1805"));
    }

    [Fact]
    public async Task An_address_may_be_a_text()
    {
        var found = await SdkAnalyzers.RunAsync(AnalyzerTest.Of(
            """
            namespace Acme;

            [OptionGroup("mail")]
            public sealed partial class MailOptions
            {
                public partial string BounceUrl { get; } = "";

                public string OrdinaryUrl { get; } = "";

                [NotAnOption]
                public partial string OtherUrl { get; }

                public partial string OtherUrl => "";
            }
            """));
        Assert.Equal([("CA1056", "BounceUrl", true), ("CA1056", "OrdinaryUrl", false), ("CA1056", "OtherUrl", false), ("CA1056", "OtherUrl", false)], found.Where(static diagnostic => diagnostic.Id == "CA1056"));
    }

    [Theory]
    [InlineData("mail.SetPortAsync(1)")]
    [InlineData("manager.SetAsync(\"mail.port\", 1)")]
    [InlineData("mail.SetPortAsync(1).ConfigureAwait(false)")]
    public async Task An_unawaited_write_is_one_message(string write)
    {
        var found = await SdkAnalyzers.RunAsync(MailGroup.Awaiting($"{write};"));
        Assert.Equal([("CS4014", write, true), ("OSDK2010", write, false)], Unawaited(found));
    }

    [Fact]
    public async Task Other_unawaited_calls_remain_the_compilers_affair()
    {
        var found = await SdkAnalyzers.RunAsync(MailGroup.Awaiting("Task.Delay(1); Task.Run(() => mail.Port);"));
        Assert.Equal([("CS4014", "Task.Delay(1)", false), ("CS4014", "Task.Run(() => mail.Port)", false)], Unawaited(found));
    }

    [Fact]
    public async Task Whoever_turns_our_rule_off_hears_the_compiler()
    {
        var found = await SdkAnalyzers.RunAsync(MailGroup.Awaiting("mail.SetPortAsync(1);"), ("OSDK2010", ReportDiagnostic.Suppress));
        Assert.Equal([("CS4014", "mail.SetPortAsync(1)", false)], Unawaited(found));
    }

    [Fact]
    public async Task A_right_declaration_trips_none_of_the_rules_of_the_sdk()
    {
        var found = await SdkAnalyzers.RunAsync(AnalyzerTest.Of(
            """
            [assembly: CLSCompliant(false)]
            [assembly: System.Reflection.AssemblyVersion("1.0.0.0")]
            [assembly: System.Runtime.InteropServices.ComVisible(false)]

            namespace Acme.Product;

            /// <summary>Options of every shape.</summary>
            [OptionGroup("product")]
            public sealed partial class ProductOptions
            {
                /// <summary>A number.</summary>
                [Range(0, 10)]
                public partial int Attempts { get; } = 0;

                /// <summary>A text that holds an address.</summary>
                [Option(OptionFlags.PrioritizeDisk)]
                public partial string BaseUrl { get; } = "";

                /// <summary>An address.</summary>
                [Option(OptionFlags.Immutable)]
                public partial Uri Endpoint { get; } = new("https://example.com/");

                /// <summary>Several texts.</summary>
                public partial ImmutableArray<string> Hosts { get; } = ["a", "b"];

                /// <summary>Several numbers.</summary>
                public partial IReadOnlyList<int> Ports { get; } = [25, 2525];

                /// <summary>Numbers by name.</summary>
                public partial IReadOnlyDictionary<string, int> Limits { get; } = ImmutableDictionary<string, int>.Empty;

                /// <summary>A time.</summary>
                public partial TimeSpan Timeout { get; } = TimeSpan.Zero;

                /// <summary>A moment.</summary>
                public partial DateTimeOffset Since { get; } = default;

                /// <summary>A secret.</summary>
                [Option(OptionFlags.Credential | OptionFlags.AllowEmpty)]
                public partial string Password { get; }

                /// <summary>A rate.</summary>
                [Option(OptionFlags.ModifiableRate)]
                public partial double SampleRate { get; } = 0;

                static partial void ValidateAttempts(int value, ref string? error)
                {
                    if (value == 7)
                    {
                        error = "must not be 7";
                    }
                }
            }
            """));
        Assert.All(found, static diagnostic => Assert.True(diagnostic.IsSuppressed, diagnostic.ToString()));
    }

    [Fact]
    public async Task Without_the_library_nothing_is_suppressed()
    {
        var found = await SdkAnalyzers.RunAsync(AnalyzerTest.Of(
            """
            namespace OptionsSdk
            {
                [AttributeUsage(AttributeTargets.Class)]
                public sealed class OptionGroupAttribute : Attribute;
            }

            namespace Acme
            {
                [OptionsSdk.OptionGroup]
                public sealed partial class MailOptions
                {
                    public int Port { get; } = 0;
                }
            }
            """).WithoutRuntime());
        Assert.Equal([("CA1805", "= 0", false)], found.Where(static diagnostic => diagnostic.Id == "CA1805"));
    }

    private static IEnumerable<(string Id, string Text, bool IsSuppressed)> Unawaited(IEnumerable<(string Id, string Text, bool IsSuppressed)> found) =>
        found.Where(static diagnostic => diagnostic.Id is "CS4014" or "OSDK2010").OrderBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal).ThenBy(static diagnostic => diagnostic.Text, StringComparer.Ordinal);
}
