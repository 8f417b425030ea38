using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OptionsSdk.Analyzers.Tests.Robustness;

/// <summary>Editors run generators when a file is saved: in between, generated code says what declarations said before.</summary>
public sealed class StaleCodeTests
{
    [Fact]
    public async Task A_write_by_a_stale_method_is_judged_by_the_declaration_of_now()
    {
        var found = await FindAsync(
            before: "public partial int Port { get; } = 25;",
            now: "[Option(OptionFlags.Immutable)] public partial int Port { get; } = 25;");

        Assert.Equal(["OSDK2001 SetPortAsync", "OSDK2001 MailOptions.Keys.Port"], found);
    }

    [Fact]
    public async Task What_was_forbidden_when_code_was_generated_may_be_right_now()
    {
        var found = await FindAsync(
            before: "[Option(OptionFlags.NoStore)] public partial int Port { get; } = 25; public partial int Other { get; }",
            now: "public partial int Port { get; } = 25; public partial int Other { get; }");

        Assert.Empty(found);
    }

    private static async Task<IEnumerable<string>> FindAsync(string before, string now)
    {
        var use = Parse(
            """
            using System.Threading.Tasks;
            using OptionsSdk;

            public sealed class Program
            {
                public async Task Run(MailOptions mail, OptionManager options)
                {
                    await mail.SetPortAsync(1);
                    await options.SetAsync(MailOptions.Keys.Port, 1);
                }
            }
            """,
            "Use.cs");
        var old = Declare(before);
        var generated = AnalyzerTest.Generate(CSharpCompilation.Create("Acme.App", [old, use], Testing.References.All, new(OutputKind.DynamicallyLinkedLibrary)));
        var stale = generated.ReplaceSyntaxTree(generated.SyntaxTrees.Single(file => file.FilePath == old.FilePath), Declare(now));
        var found = await stale.WithAnalyzers(AnalyzerTest.Analyzers, new AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return found
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(static diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}");
    }

    private static SyntaxTree Declare(string options) => Parse($$"""using OptionsSdk; [OptionGroup("mail")] public sealed partial class MailOptions { {{options}} }""", "MailOptions.cs");

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, AnalyzerTest.ParseOptions, path);
}
