using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.CodeFixes.Edits;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Refactorings;

/// <summary>An instance of a group that a class is given by its primary constructor, if something in it needs one.</summary>
/// <param name="model">What the class means.</param>
/// <param name="declaration">The class.</param>
/// <param name="group">The name of the group.</param>
internal sealed class OwnInstance(SemanticModel model, ClassDeclarationSyntax declaration, string group)
{
    private string? _name;

    public bool IsAdded => _name is not null;

    /// <summary>The name by which a use in the class can read the instance; null where it cannot.</summary>
    public string? For(ExpressionSyntax use, CancellationToken cancellationToken)
    {
        if (use.FirstAncestorOrSelf<ClassDeclarationSyntax>() != declaration
            || declaration.Modifiers.Any(SyntaxKind.StaticKeyword)
            || declaration.Members.OfType<ConstructorDeclarationSyntax>().Any(static constructor => !constructor.Modifiers.Any(SyntaxKind.StaticKeyword))
            || model.GetDeclaredSymbol(declaration, cancellationToken)?.DeclaringSyntaxReferences.Length != 1
            || IsStatic(use))
        {
            return null;
        }

        return _name ??= Name();
    }

    /// <summary>Adds the parameter.</summary>
    public void Apply(DocumentEdits edits)
    {
        if (_name is null)
        {
            return;
        }

        var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(_name)).WithType(SyntaxFactory.ParseTypeName(group).WithTrailingTrivia(SyntaxFactory.Space));
        if (declaration.ParameterList is { } list)
        {
            edits.Change(list, current => current.Parameters.Count == 0
                ? current.AddParameters(parameter)
                : current.WithParameters(SyntaxFactory.SeparatedList<ParameterSyntax>(
                    current.Parameters.GetWithSeparators().Add(SyntaxFactory.Token(default, SyntaxKind.CommaToken, [SyntaxFactory.Space])).Add(parameter))));
            return;
        }

        edits.Change(declaration, current => current
            .WithIdentifier(current.Identifier.WithTrailingTrivia())
            .WithParameterList(SyntaxFactory.ParameterList([parameter]).WithTrailingTrivia(current.Identifier.TrailingTrivia)));
    }

    private static bool IsStatic(ExpressionSyntax use) =>
        use.AncestorsAndSelf().Any(static node =>
            node is MemberDeclarationSyntax and not TypeDeclarationSyntax and not BaseNamespaceDeclarationSyntax && ((MemberDeclarationSyntax)node).Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.ConstKeyword)
            || node is AttributeSyntax or ParameterSyntax or BaseListSyntax);

    private string Name()
    {
        var stem = group.EndsWith("Options", StringComparison.Ordinal) && group.Length > "Options".Length ? group.Substring(0, group.Length - "Options".Length) : group;
        var taken = new HashSet<string>(declaration.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText), StringComparer.Ordinal);
        return new[] { Camel(stem), Camel(group) }.FirstOrDefault(name => !taken.Contains(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None) ?? $"{Camel(group)}Group";
    }

    private static string Camel(string name) => $"{char.ToLowerInvariant(name[0])}{name.Substring(1)}";
}
