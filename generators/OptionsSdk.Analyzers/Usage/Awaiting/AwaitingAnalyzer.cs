using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Usage.Awaiting;

/// <summary>Finds writes whose end nobody sees, and writes that block a thread until a database has answered.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AwaitingAnalyzer() : OptionAnalyzer(EverywhereInCode, UsageRules.WriteNotAwaited, UsageRules.BlockingWrite)
{
    private protected override void Register(CompilationStartAnalysisContext start, OptionSymbols symbols)
    {
        var writes = new AsynchronousWrites(symbols);
        start.RegisterOperationAction(context => Analyze(context, writes), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, AsynchronousWrites writes)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.Type is not INamedTypeSymbol { Name: "ValueTask" or "Task" } || WriteTask.IsPassedOn(call))
        {
            return;
        }

        // Where the task goes is cheap to see; whether the call is a write is asked of the few that go nowhere.
        var carrier = WriteTask.Carrier(call);
        if (WriteTask.IsDropped(carrier))
        {
            Report(context, call, UsageRules.WriteNotAwaited, carrier.Syntax, writes);
        }
        else if ((WriteTask.Blocking(carrier) ?? BlockingThroughLocal(carrier)) is { } blocking)
        {
            Report(context, call, UsageRules.BlockingWrite, blocking.Syntax, writes);
        }
    }

    // A local that is used for anything else may well have been awaited before.
    private static IOperation? BlockingThroughLocal(IOperation carrier) =>
        Locals.InitialisedBy(carrier) is { } local && Locals.References(carrier, local).Take(2).ToArray() is [var only]
            ? WriteTask.Blocking(WriteTask.Carrier(only))
            : null;

    private static void Report(OperationAnalysisContext context, IInvocationOperation call, DiagnosticDescriptor rule, SyntaxNode place, AsynchronousWrites writes)
    {
        if (writes.Contains(call.TargetMethod))
        {
            context.ReportDiagnostic(Diagnostic.Create(rule, place.GetLocation(), writes.Describe(call, context.CancellationToken)));
        }
    }
}
