using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OptionsSdk.Analyzers.Tests.Robustness;

/// <summary>Packages bring analyzers into projects that never asked for them; there they must do nothing.</summary>
public sealed class PassThroughTests
{
    public static TheoryData<string> Analyzers => [.. AnalyzerTest.Analyzers.Where(static analyzer => analyzer is OptionAnalyzer).Select(static analyzer => analyzer.GetType().Name)];

    [Theory]
    [MemberData(nameof(Analyzers))]
    public async Task An_analyzer_registers_nothing_where_options_are_not_referenced(string name)
    {
        var telemetry = await TelemetryAsync(name, Testing.References.WithoutRuntime);
        Assert.Equal(0, Actions(telemetry));
    }

    [Theory]
    [MemberData(nameof(Analyzers))]
    public async Task An_analyzer_works_where_options_are_referenced_and_concurrently(string name)
    {
        var telemetry = await TelemetryAsync(name, Testing.References.All);
        Assert.NotEqual(0, Actions(telemetry));
        Assert.True(telemetry.Concurrent);
    }

    private static async Task<Microsoft.CodeAnalysis.Diagnostics.Telemetry.AnalyzerTelemetryInfo> TelemetryAsync(string name, IEnumerable<MetadataReference> references)
    {
        var analyzer = AnalyzerTest.Analyzers.Single(analyzer => analyzer.GetType().Name == name);
        var compilation = CSharpCompilation.Create(
            "Other",
            [CSharpSyntaxTree.ParseText("class C { void M() { System.Console.WriteLine(); } }", AnalyzerTest.ParseOptions, cancellationToken: TestContext.Current.CancellationToken)],
            references,
            new(OutputKind.DynamicallyLinkedLibrary));
        var run = compilation.WithAnalyzers([analyzer], new AnalyzerOptions([]));
        await run.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return await run.GetAnalyzerTelemetryInfoAsync(analyzer, TestContext.Current.CancellationToken);
    }

    private static int Actions(Microsoft.CodeAnalysis.Diagnostics.Telemetry.AnalyzerTelemetryInfo telemetry) =>
        telemetry.OperationActionsCount + telemetry.OperationBlockActionsCount + telemetry.OperationBlockStartActionsCount + telemetry.SyntaxNodeActionsCount
        + telemetry.SymbolActionsCount + telemetry.SymbolStartActionsCount + telemetry.CodeBlockActionsCount + telemetry.CodeBlockStartActionsCount
        + telemetry.SemanticModelActionsCount + telemetry.SyntaxTreeActionsCount + telemetry.AdditionalFileActionsCount + telemetry.CompilationActionsCount + telemetry.CompilationEndActionsCount;
}
