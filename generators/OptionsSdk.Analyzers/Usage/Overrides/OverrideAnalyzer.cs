using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Usage.Keys;

namespace OptionsSdk.Analyzers.Usage.Overrides;

/// <summary>Finds overrides that stay open: what comes after in the same flow still sees them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OverrideAnalyzer() : OptionAnalyzer(EverywhereInCode, UsageRules.OverrideNotDisposed)
{
    private protected override void Register(CompilationStartAnalysisContext start, OptionSymbols symbols) =>
        start.RegisterOperationAction(context => Analyze(context, symbols), OperationKind.Invocation);

    private static void Analyze(OperationAnalysisContext context, OptionSymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is { Name: "Override", ContainingType: { Name: "OptionManager" } type }
            && SymbolEqualityComparer.Default.Equals(type, symbols.OptionManager)
            && IsLeftOpen(call))
        {
            var option = KeyedOption.Of(call.TargetMethod, call.Arguments, symbols, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(UsageRules.OverrideNotDisposed, call.Syntax.GetLocation(), option is null ? "an option" : $"'{option.Key}'"));
        }
    }

    private static bool IsLeftOpen(IOperation call)
    {
        var value = call;
        while (value.Parent is IConversionOperation or ICoalesceOperation or IConditionalAccessOperation
            || value.Parent is IConditionalOperation { Type: not null })
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            IExpressionStatementOperation => true,
            ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => IsForgotten(value, target.Local),
            _ => Locals.InitialisedBy(value) is { } local && IsForgotten(value, local),
        };
    }

    private static bool IsForgotten(IOperation value, ILocalSymbol local)
    {
        for (var operation = value.Parent; operation is not null; operation = operation.Parent)
        {
            if (operation is IUsingDeclarationOperation || operation is IUsingOperation { Resources: var resources } && resources.Descendants().Contains(value))
            {
                return false;
            }

            if (operation is IBlockOperation)
            {
                break;
            }
        }

        return !local.IsUsing && Locals.References(value, local).All(Locals.Writes);
    }
}
