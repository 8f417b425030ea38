using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Usage.Frozen;

/// <summary>Finds values of options in places that are filled once and never again.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FrozenValueAnalyzer() : OptionAnalyzer(EverywhereInCode, UsageRules.FrozenValue)
{
    private protected override void Register(CompilationStartAnalysisContext start, OptionSymbols symbols)
    {
        var search = new FrozenValueSearch(new(symbols));
        start.RegisterOperationAction(context => AnalyzeInitializer(context, search), OperationKind.FieldInitializer, OperationKind.PropertyInitializer);
        start.RegisterOperationAction(context => AnalyzeAssignment(context, search), OperationKind.SimpleAssignment, OperationKind.DeconstructionAssignment);
    }

    private static void AnalyzeInitializer(OperationAnalysisContext context, FrozenValueSearch search)
    {
        if (IsFilledOnce(context.ContainingSymbol))
        {
            search.Report(context, ((ISymbolInitializerOperation)context.Operation).Value);
        }
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, FrozenValueSearch search)
    {
        if (context.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor })
        {
            var assignment = (IAssignmentOperation)context.Operation;
            Analyze(context, assignment.Target, assignment.Value, search);
        }
    }

    private static void Analyze(OperationAnalysisContext context, IOperation target, IOperation value, FrozenValueSearch search)
    {
        var source = value is IConversionOperation { Operand: ITupleOperation operand } ? operand : value;
        if (target is ITupleOperation targets && source is ITupleOperation values && targets.Elements.Length == values.Elements.Length)
        {
            for (var index = 0; index < targets.Elements.Length; index++)
            {
                Analyze(context, targets.Elements[index], values.Elements[index], search);
            }
        }
        else if (target is IMemberReferenceOperation { Member: var member, Instance: null or IInstanceReferenceOperation } && IsFilledOnce(member))
        {
            search.Report(context, value);
        }
    }

    // Structs and records are values themselves: to hold what was at one moment is what they are for.
    private static bool IsFilledOnce(ISymbol member) =>
        member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }
        && (member.IsStatic || member.ContainingType is { TypeKind: TypeKind.Class, IsRecord: false });
}
