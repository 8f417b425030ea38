using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OptionsSdk.Analyzers;

/// <summary>
/// An analyzer that works only in compilations that reference the runtime. One analyzer is one traversal, which may find what several
/// rules describe.
/// </summary>
public abstract class OptionAnalyzer : DiagnosticAnalyzer
{
    private readonly GeneratedCodeAnalysisFlags _generatedCode;

    private protected OptionAnalyzer(GeneratedCodeAnalysisFlags generatedCode, params DiagnosticDescriptor[] rules)
    {
        _generatedCode = generatedCode;
        SupportedDiagnostics = [.. rules];
    }

    /// <summary>Usage rules run in generated code too: Razor pages write options.</summary>
    private protected const GeneratedCodeAnalysisFlags EverywhereInCode = GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    /// <summary>Declaration rules do not: nobody declares options there.</summary>
    private protected const GeneratedCodeAnalysisFlags WrittenByPeople = GeneratedCodeAnalysisFlags.None;

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        if (context is null)
        {
            throw new ArgumentNullException(nameof(context));
        }

        context.ConfigureGeneratedCodeAnalysis(_generatedCode);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (OptionSymbols.Find(start.Compilation) is { } symbols)
            {
                Register(start, symbols);
            }
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext start, OptionSymbols symbols);
}
