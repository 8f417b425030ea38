using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OptionsSdk.Benchmarks.CompileTime;

#pragma warning disable RS1001, RS1025, RS1026 // No compiler loads it; one thread, since the clocks are for one.

/// <summary>An analyzer whose callbacks are timed.</summary>
internal sealed class TimedAnalyzer(DiagnosticAnalyzer analyzer) : DiagnosticAnalyzer
{
    public string Name => analyzer.GetType().Name;

    /// <summary>What the run since the last look cost.</summary>
    public OwnTime Time { get; private set; } = new();

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => analyzer.SupportedDiagnostics;

    public override void Initialize(AnalysisContext context) => analyzer.Initialize(new TimedContext(context, this));

    public OwnTime Take()
    {
        var time = Time;
        Time = new();
        return time;
    }
}
