using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>
/// Turns a readonly field that holds the value of an option into a property that reads the option, where the class keeps the group anyway.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReadWhereUsedFix)), Shared]
internal sealed class ReadWhereUsedFix() : OptionFix(UsageRules.FrozenValue)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        // Only the plain read: whatever is done to the value besides would be done at every use.
        if (finding.Node is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax instance } read
            || finding.Model.GetSymbolInfo(read, cancellationToken).Symbol is not IPropertySymbol
            || finding.Around<ClassDeclarationSyntax>() is not { } declaration
            || Captured(finding.Model, read, cancellationToken) is not var (field, assignment)
            || field.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax { Declaration.Variables.Count: 1, AttributeLists.Count: 0 } member } declarator
            || member.Parent != declaration
            || field.ContainingType.DeclaringSyntaxReferences.Length != 1
            || Source(finding.Model, declaration, instance, cancellationToken) is not { } source
            || !IsOnlyRead(finding.Model, declaration, field, assignment, cancellationToken))
        {
            yield break;
        }

        var value = $"{source}.{read.Name}";
        yield return new($"Read '{value}' where it is used", "ReadWhereUsed", edits =>
        {
            var document = edits.Of(finding.Document);
            document.Change(member, current => Property(current, declarator.Identifier, value));
            if (assignment is not null)
            {
                document.Remove(assignment);
            }
        });
    }

    /// <summary>The field that a read fills, and the statement that does.</summary>
    private static (IFieldSymbol Field, ExpressionStatementSyntax? Assignment)? Captured(SemanticModel model, ExpressionSyntax read, CancellationToken cancellationToken) => read.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } when model.GetDeclaredSymbol(declarator, cancellationToken) is IFieldSymbol { IsStatic: false, IsReadOnly: true } field =>
            (field, null),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax { Parent: BlockSyntax { Parent: ConstructorDeclarationSyntax } } statement } assignment
            when assignment.Right == read && model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol is IFieldSymbol { IsStatic: false, IsReadOnly: true } field =>
            (field, statement),
        _ => null,
    };

    /// <summary>How the whole class reaches the group that a constructor was given.</summary>
    private static string? Source(SemanticModel model, ClassDeclarationSyntax declaration, IdentifierNameSyntax instance, CancellationToken cancellationToken)
    {
        switch (model.GetSymbolInfo(instance, cancellationToken).Symbol)
        {
            case IParameterSymbol { RefKind: RefKind.None } primary when declaration.ParameterList is { } list && IsParameterOf(list, primary, cancellationToken):
                return instance.Identifier.Text;
            case IFieldSymbol { IsStatic: false, IsReadOnly: true } field when SymbolEqualityComparer.Default.Equals(field.ContainingType, model.GetDeclaredSymbol(declaration, cancellationToken)):
                return instance.Identifier.Text;
            case IParameterSymbol parameter when instance.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is { Body: { } body } constructor:
                // One constructor, which keeps its parameter in a field: _mail = mail;
                if (declaration.Members.OfType<ConstructorDeclarationSyntax>().Count(static other => !other.Modifiers.Any(SyntaxKind.StaticKeyword)) != 1 || declaration.ParameterList is not null)
                {
                    return null;
                }

                var kept = body.Statements
                    .OfType<ExpressionStatementSyntax>()
                    .Select(static statement => statement.Expression)
                    .OfType<AssignmentExpressionSyntax>()
                    .FirstOrDefault(assignment =>
                        assignment.Right is IdentifierNameSyntax given
                        && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(given, cancellationToken).Symbol, parameter)
                        && model.GetSymbolInfo(assignment.Left, cancellationToken).Symbol is IFieldSymbol { IsStatic: false, IsReadOnly: true });
                return kept is null ? null : model.GetSymbolInfo(kept.Left, cancellationToken).Symbol?.Name;
            default:
                return null;
        }
    }

    private static bool IsParameterOf(ParameterListSyntax list, IParameterSymbol parameter, CancellationToken cancellationToken) =>
        parameter.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(cancellationToken).Parent == list;

    // A property cannot be assigned, and not be passed by reference.
    private static bool IsOnlyRead(SemanticModel model, ClassDeclarationSyntax declaration, IFieldSymbol field, ExpressionStatementSyntax? assignment, CancellationToken cancellationToken) =>
        field.DeclaredAccessibility == Accessibility.Private
        && declaration.DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == field.Name && assignment?.Span.Contains(name.Span) != true && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, field))
            .All(static name =>
            {
                var use = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name;
                return use.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is null
                    && use.Parent is not (RefExpressionSyntax or ArgumentSyntax { RefKindKeyword.RawKind: not 0 })
                    && !(use.Parent is AssignmentExpressionSyntax assigned && assigned.Left == use);
            });

    private static PropertyDeclarationSyntax Property(FieldDeclarationSyntax field, SyntaxToken name, string value)
    {
        var plain = Modifiers.Remove(field, SyntaxKind.ReadOnlyKeyword);
        return SyntaxFactory.PropertyDeclaration(plain.Declaration.Type, name.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space))
            .WithModifiers(plain.Modifiers)
            .WithAccessorList(null)
            .WithExpressionBody(SyntaxFactory.ArrowExpressionClause(
                SyntaxFactory.Token(default, SyntaxKind.EqualsGreaterThanToken, [SyntaxFactory.Space]), SyntaxFactory.ParseExpression(value)))
            .WithSemicolonToken(plain.SemicolonToken)
            .WithLeadingTrivia(field.GetLeadingTrivia());
    }
}
