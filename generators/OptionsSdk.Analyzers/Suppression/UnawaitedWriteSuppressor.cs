using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Usage.Awaiting;

namespace OptionsSdk.Analyzers.Suppression;

/// <summary>Takes back the compiler's word on a call that is not awaited where OSDK2010 says the same and more.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnawaitedWriteSuppressor : DiagnosticSuppressor
{
    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [SuppressionRules.UnawaitedWrite];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (OptionSymbols.Find(context.Compilation) is not { } symbols)
        {
            return;
        }

        var writes = new AsynchronousWrites(symbols);
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } file && IsReported(context, file) && IsWrite(diagnostic, file, writes, context))
            {
                context.ReportSuppression(Microsoft.CodeAnalysis.Diagnostics.Suppression.Create(SuppressionRules.UnawaitedWrite, diagnostic));
            }
        }
    }

    // Whoever has turned our rule off still wants to hear the compiler.
    private static bool IsReported(SuppressionAnalysisContext context, SyntaxTree file)
    {
        var options = context.Compilation.Options;
        var id = UsageRules.WriteNotAwaited.Id;
        ReportDiagnostic? severity =
            options.SyntaxTreeOptionsProvider is { } provider
            && (provider.TryGetDiagnosticValue(file, id, context.CancellationToken, out var configured) || provider.TryGetGlobalDiagnosticValue(id, context.CancellationToken, out configured))
                ? configured
                : options.SpecificDiagnosticOptions.TryGetValue(id, out var given) ? given : null;
        return severity is not (ReportDiagnostic.Suppress or ReportDiagnostic.Hidden or ReportDiagnostic.Info);
    }

    private static bool IsWrite(Diagnostic diagnostic, SyntaxTree file, AsynchronousWrites writes, SuppressionAnalysisContext context)
    {
        var node = file.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return context.GetSemanticModel(file).GetOperation(node, context.CancellationToken) is { } statement
            && statement.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call =>
                WriteTask.Carrier(call) is var carrier
                && WriteTask.IsDropped(carrier)
                && !WriteTask.IsPassedOn(call)
                && carrier.Syntax.Span == diagnostic.Location.SourceSpan
                && writes.Contains(call.TargetMethod));
    }
}
