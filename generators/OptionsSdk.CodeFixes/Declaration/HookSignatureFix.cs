using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Edits;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Gives a validation hook the signature by which it is called. A text that it returned becomes the error.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HookSignatureFix)), Shared]
internal sealed class HookSignatureFix() : OptionFix(DeclarationRules.HookSignature)
{
    private const string Prefix = "Validate";

    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<MethodDeclarationSyntax>() is { ParameterList.Parameters.Count: <= 2 } method
            && (method.Body is not null || method.ExpressionBody is not null)
            && Property(finding, method) is { } property
            && CanBeStatic(finding.Model, method, cancellationToken)
            && Returned(finding.Model, method, cancellationToken) is { } returned)
        {
            var spelling = new TypeSpelling(finding.Model, finding.Position);
            var parameters = Parameters(method, spelling.Of(property.Type));
            var error = method.ParameterList.Parameters.Count == 2 ? method.ParameterList.Parameters[1].Identifier.Text : "error";
            yield return new("Correct the signature", "CorrectHookSignature", edits =>
            {
                var document = edits.Of(finding.Document);
                document.Import(spelling);
                foreach (var statement in returned)
                {
                    Assign(document, statement, error);
                }

                document.Change(method, current => Correct(current, parameters, error));
            });
        }
    }

    private static IPropertySymbol? Property(Finding finding, MethodDeclarationSyntax method)
    {
        var name = method.Identifier.ValueText;
        return name.StartsWith(Prefix, StringComparison.Ordinal)
            && method.FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } declaration
            && finding.Model.GetDeclaredSymbol(declaration) is { } group
                ? group.GetMembers(name.Substring(Prefix.Length)).OfType<IPropertySymbol>().FirstOrDefault()
                : null;
    }

    private static bool CanBeStatic(SemanticModel model, MethodDeclarationSyntax method, CancellationToken cancellationToken) =>
        !((SyntaxNode?)method.Body ?? method.ExpressionBody)!.DescendantNodes().Any(node => node switch
        {
            ThisExpressionSyntax or BaseExpressionSyntax or AwaitExpressionSyntax or YieldStatementSyntax => true,
            IdentifierNameSyntax name when name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name =>
                model.GetSymbolInfo(name, cancellationToken).Symbol is { IsStatic: false, Kind: SymbolKind.Field or SymbolKind.Property or SymbolKind.Method or SymbolKind.Event } member
                && member is not IMethodSymbol { MethodKind: MethodKind.LocalFunction }
                && SymbolEqualityComparer.Default.Equals(member.ContainingType, model.GetDeclaredSymbol(method, cancellationToken)?.ContainingType),
            _ => false,
        });

    /// <summary>The returns that become errors; null where what is returned is no text.</summary>
    private static IReadOnlyList<ReturnStatementSyntax>? Returned(SemanticModel model, MethodDeclarationSyntax method, CancellationToken cancellationToken) =>
        model.GetTypeInfo(method.ReturnType, cancellationToken).Type?.SpecialType switch
        {
            SpecialType.System_Void => [],
            SpecialType.System_String when method.ParameterList.Parameters.Count < 2 =>
            [
                .. method.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                    .OfType<ReturnStatementSyntax>()
                    .Where(static statement => statement.Expression is not null),
            ],
            _ => null,
        };

    private static ParameterListSyntax Parameters(MethodDeclarationSyntax method, string type)
    {
        var given = method.ParameterList.Parameters;
        var value = given.Count > 0 && !given[0].Identifier.IsMissing ? given[0].Identifier.Text : "value";
        var error = given.Count > 1 && !given[1].Identifier.IsMissing ? given[1].Identifier.Text : "error";
        return SyntaxFactory.ParseParameterList($"({type} {value}, ref string? {error})").WithTriviaFrom(method.ParameterList);
    }

    private static void Assign(DocumentEdits document, ReturnStatementSyntax statement, string error)
    {
        var assignment = $"{error} = {statement.Expression};";
        if (statement.Parent is not BlockSyntax block)
        {
            document.Change(statement, current => SyntaxFactory.ParseStatement($"{{ {assignment} return; }}").WithTriviaFrom(current));
            return;
        }

        var isLast = block.Parent is MethodDeclarationSyntax && block.Statements.Last() == statement;
        var returns = new SyntaxAnnotation();
        document.Change(statement, current =>
            SyntaxFactory.ParseStatement(assignment).WithTriviaFrom(current).WithAdditionalAnnotations(isLast ? [] : [returns]));
        document.Change(block, current => current.GetAnnotatedNodes(returns).FirstOrDefault() is { } assigned
            ? current.InsertNodesAfter(assigned, [SyntaxFactory.ParseStatement("return;")
                .WithLeadingTrivia(assigned.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)))
                .WithTrailingTrivia(assigned.GetTrailingTrivia())])
            : current);
    }

    private static MethodDeclarationSyntax Correct(MethodDeclarationSyntax method, ParameterListSyntax parameters, string error)
    {
        var isText = method.ReturnType is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };
        var trivia = method.GetLeadingTrivia();
        method = method.WithLeadingTrivia();
        var inner = method.Modifiers.Count > 0 ? method.Modifiers[0].LeadingTrivia : method.ReturnType.GetLeadingTrivia();
        if (isText && method.ExpressionBody is { } body)
        {
            method = method.WithExpressionBody(body.WithExpression(SyntaxFactory.ParseExpression($"{error} = {body.Expression.ToFullString()}")));
        }

        var kept = method.Modifiers.Where(static modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword);
        var modifiers = kept.Select(static modifier => modifier.Kind()).Concat([SyntaxKind.StaticKeyword, SyntaxKind.PartialKeyword]);
        return method
            .WithModifiers([.. modifiers.Select((kind, index) => SyntaxFactory.Token(index == 0 ? inner : default, kind, [SyntaxFactory.Space]))])
            .WithReturnType(SyntaxFactory.PredefinedType(SyntaxFactory.Token(default, SyntaxKind.VoidKeyword, [SyntaxFactory.Space])))
            .WithTypeParameterList(null)
            .WithConstraintClauses([])
            .WithParameterList(parameters)
            .WithLeadingTrivia(trivia);
    }
}
