using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Usage.Groups;

/// <summary>Finds instances of option groups that no manager knows: they answer defaults for ever, and writing them throws.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundGroupAnalyzer() : OptionAnalyzer(EverywhereInCode, UsageRules.UnboundGroup)
{
    private protected override void Register(CompilationStartAnalysisContext start, OptionSymbols symbols) =>
        start.RegisterOperationAction(context => Analyze(context, symbols), OperationKind.ObjectCreation);

    private static void Analyze(OperationAnalysisContext context, OptionSymbols symbols)
    {
        if (context.Operation is IObjectCreationOperation { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } type } creation
            && symbols.IsGroup(type)
            && !IsInside(context.ContainingSymbol, type))
        {
            context.ReportDiagnostic(Diagnostic.Create(UsageRules.UnboundGroup, creation.Syntax.GetLocation(), type.Name));
        }
    }

    private static bool IsInside(ISymbol member, INamedTypeSymbol group)
    {
        for (var type = member.ContainingType; type is not null; type = type.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, group.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }
}
