using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OptionsSdk.Analyzers.Tests.Suppression;

/// <summary>The analyzers that the SDK brings to every project, and programs that run under them with every rule turned on.</summary>
internal static class SdkAnalyzers
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> All =
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "NetAnalyzers"), "*.dll")
            .SelectMany(static path => new AnalyzerFileReference(path, new SameFolderLoader()).GetAnalyzers(LanguageNames.CSharp)),
    ];

    /// <summary>What compiler, SDK and product say of a program, as id and the text that it is about, suppressed or not.</summary>
    public static async Task<IReadOnlyList<(string Id, string Text, bool IsSuppressed)>> RunAsync(AnalyzerTest program, params (string Id, ReportDiagnostic Severity)[] configured)
    {
        var compilation = AnalyzerTest.Generate(program.Compile(libraryIsFile: true));
        var severities = All.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Select(static rule => rule.Id).Distinct().ToDictionary(static id => id, static _ => ReportDiagnostic.Warn);
        foreach (var (id, severity) in configured)
        {
            severities[id] = severity;
        }

        var found = await compilation
            .WithOptions(compilation.Options.WithSpecificDiagnosticOptions(severities))
            .WithAnalyzers(All.AddRange(AnalyzerTest.Analyzers), new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true))
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return
        [
            .. found
                .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Location.SourceTree?.FilePath.StartsWith("Source", StringComparison.Ordinal) == true)
                .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(static diagnostic => (diagnostic.Id, diagnostic.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(diagnostic.Location.SourceSpan), diagnostic.IsSuppressed)),
        ];
    }

    // Analyzers find each other beside themselves, as Assembly.LoadFrom searches.
    private sealed class SameFolderLoader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
