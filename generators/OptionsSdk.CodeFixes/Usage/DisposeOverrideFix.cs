using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>Takes an override back at the end of its block.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DisposeOverrideFix)), Shared]
internal sealed class DisposeOverrideFix() : OptionFix(UsageRules.OverrideNotDisposed)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<InvocationExpressionSyntax>() is not { } call)
        {
            yield break;
        }

        switch (call.Parent)
        {
            // var opened = manager.Override(…);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } local } } }
                when IsInBlock(local) && !IsAssignedAgain(finding.Model, call, cancellationToken):
                yield return new("Add 'using'", "DisposeOverride", edits => edits.Of(finding.Document).Change(local, static current => current
                    .WithoutLeadingTrivia()
                    .WithUsingKeyword(SyntaxFactory.Token(current.GetLeadingTrivia(), SyntaxKind.UsingKeyword, [SyntaxFactory.Space]))));
                break;
            case ExpressionStatementSyntax statement when IsInBlock(statement):
                yield return Declare(finding, statement, call);
                break;
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax statement }
                when IsInBlock(statement) && finding.Model.GetSymbolInfo(((AssignmentExpressionSyntax)call.Parent).Left, cancellationToken).Symbol is IDiscardSymbol:
                yield return Declare(finding, statement, call);
                break;
        }
    }

    private static bool IsInBlock(StatementSyntax statement) => statement.Parent is BlockSyntax or GlobalStatementSyntax;

    private static bool IsAssignedAgain(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellationToken) =>
        call.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { } declarator
        && model.GetDeclaredSymbol(declarator, cancellationToken) is { } local
        && Function(call).DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol, local));

    private static Repair Declare(Finding finding, ExpressionStatementSyntax statement, InvocationExpressionSyntax call) =>
        new("Add 'using'", "DisposeOverride", edits =>
        {
            var name = Name(statement, call);
            edits.Of(finding.Document).Change(statement, current =>
            {
                var value = current.Expression is AssignmentExpressionSyntax assignment ? assignment.Right : current.Expression;
                return SyntaxFactory.ParseStatement($"using var {name} = {value.WithoutTrivia().ToFullString()};").WithTriviaFrom(current);
            });
        });

    // Names are given by place, so that all overrides of a method can be repaired at once.
    private static string Name(ExpressionStatementSyntax statement, InvocationExpressionSyntax call)
    {
        var function = Function(statement);
        var statements = function.DescendantNodes().OfType<ExpressionStatementSyntax>().Where(other => IsOverride(other, call)).ToList();
        var index = statements.IndexOf(statement);
        var taken = new HashSet<string>(
            function.DescendantTokens()
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && !statements.Any(other => other.Expression is AssignmentExpressionSyntax assignment && assignment.Left.Span.Contains(token.Span)))
                .Select(static token => token.ValueText),
            StringComparer.Ordinal);
        return Names().Where(name => !taken.Contains(name)).ElementAt(index);
    }

    private static IEnumerable<string> Names()
    {
        yield return "_";
        for (var number = 2; ; number++)
        {
            yield return $"_{number.ToString(CultureInfo.InvariantCulture)}";
        }
    }

    private static bool IsOverride(ExpressionStatementSyntax statement, InvocationExpressionSyntax call) =>
        (statement.Expression is AssignmentExpressionSyntax assignment ? assignment.Right : statement.Expression) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
        && call.Expression is MemberAccessExpressionSyntax own
        && access.Name.Identifier.ValueText == own.Name.Identifier.ValueText;

    private static SyntaxNode Function(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static ancestor => ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();
}
