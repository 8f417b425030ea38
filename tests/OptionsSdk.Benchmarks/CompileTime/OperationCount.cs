using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OptionsSdk.Benchmarks.CompileTime;

/// <summary>How many operations of the kinds that usage rules look at a compilation has.</summary>
internal sealed record OperationCount(int Invocations, int Creations, int PropertyReferences, int Assignments)
{
    public static OperationCount Of(Compilation compilation)
    {
        var counter = new Counter();
        _ = compilation.WithAnalyzers([counter]).GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        return new(counter.Count(OperationKind.Invocation), counter.Count(OperationKind.ObjectCreation), counter.Count(OperationKind.PropertyReference), counter.Count(OperationKind.SimpleAssignment));
    }

#pragma warning disable RS1001, RS1026 // Counts for this benchmark alone; no compiler loads it.
    private sealed class Counter : DiagnosticAnalyzer
    {
        private readonly int[] _counts = new int[256];

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [new("COUNT", "Count", "Count", "Count", DiagnosticSeverity.Hidden, isEnabledByDefault: true)];

        public int Count(OperationKind kind) => _counts[(int)kind];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
            context.RegisterOperationAction(
                operation => _counts[(int)operation.Operation.Kind]++,
                OperationKind.Invocation,
                OperationKind.ObjectCreation,
                OperationKind.PropertyReference,
                OperationKind.SimpleAssignment);
        }
    }
#pragma warning restore RS1001, RS1026
}
