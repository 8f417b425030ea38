using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>Reads an option by its own type, where whoever reads it can take that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TypeArgumentFix)), Shared]
internal sealed class TypeArgumentFix() : OptionFix(UsageRules.ValueTypeMismatch)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Node is not TypeSyntax { Parent: TypeArgumentListSyntax { Arguments.Count: 1, Parent: GenericNameSyntax name } } argument
            || OptionSource.Find(finding, cancellationToken)?.Property?.Type is not { } type)
        {
            yield break;
        }

        ExpressionSyntax? whole = name.FirstAncestorOrSelf<InvocationExpressionSyntax>();
        if (whole is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } call
            && (call.Expression == name || call.Expression is MemberAccessExpressionSyntax access && access.Name == name)
            && IsTaken(finding.Model, call, type, cancellationToken))
        {
            var spelling = new TypeSpelling(finding.Model, argument.SpanStart);
            var text = spelling.Of(type);
            yield return new($"Use '{text}'", "UseOptionType", edits =>
            {
                edits.Of(finding.Document).Change(argument, current => SyntaxFactory.ParseTypeName(text).WithTriviaFrom(current));
                edits.Of(finding.Document).Import(spelling);
            });
        }
    }

    private static bool IsTaken(SemanticModel model, ExpressionSyntax call, ITypeSymbol type, CancellationToken cancellationToken) => call.Parent switch
    {
        ExpressionStatementSyntax => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: true } } } => true,
        EqualsValueClauseSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or ArgumentSyntax or AssignmentExpressionSyntax =>
            model.GetTypeInfo(call, cancellationToken).ConvertedType is { } wanted && model.Compilation.ClassifyConversion(type, wanted).IsImplicit,
        _ => false,
    };
}
