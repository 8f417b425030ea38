using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>Finds option groups that generated code cannot complete, because they or a type around them are not partial.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartialAnalyzer() : OptionAnalyzer(WrittenByPeople, DeclarationRules.GroupNotPartial)
{
    private protected override void Register(CompilationStartAnalysisContext start, OptionSymbols symbols) =>
        start.RegisterSyntaxNodeAction(context => Analyze(context, symbols), SyntaxKind.ClassDeclaration);

    private static void Analyze(SyntaxNodeAnalysisContext context, OptionSymbols symbols)
    {
        var declaration = (ClassDeclarationSyntax)context.Node;
        if (declaration.AttributeLists.Count == 0
            || context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } group
            || !symbols.IsGroup(group))
        {
            return;
        }

        for (TypeDeclarationSyntax? type = declaration; type is not null; type = type.Parent as TypeDeclarationSyntax)
        {
            if (!type.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                context.ReportDiagnostic(Diagnostic.Create(DeclarationRules.GroupNotPartial, type.Identifier.GetLocation(), type.Identifier.ValueText, group.Name));
            }
        }
    }
}
