using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.CodeFixes.Syntax;

/// <summary>Turns properties into options.</summary>
internal static class OptionProperties
{
    /// <summary>Whether a property is an automatic one of an instance, which a generated part can implement instead.</summary>
    public static bool CanBeOption(PropertyDeclarationSyntax property) =>
        property is { ExpressionBody: null, ExplicitInterfaceSpecifier: null, AccessorList.Accessors.Count: > 0, Type: not RefTypeSyntax }
        && property.AccessorList.Accessors.Any(SyntaxKind.GetAccessorDeclaration)
        && property.AccessorList.Accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null })
        && !property.Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.ExternKeyword or SyntaxKind.OverrideKeyword);

    /// <summary>The property as a partial one that can only be read.</summary>
    public static PropertyDeclarationSyntax ToOption(PropertyDeclarationSyntax property) =>
        Modifiers.Add(GetOnly(property), SyntaxKind.PartialKeyword);

    /// <summary>The property with nothing but a get accessor.</summary>
    public static PropertyDeclarationSyntax GetOnly(PropertyDeclarationSyntax property)
    {
        if (property.AccessorList is not { Accessors.Count: > 0 } list)
        {
            return property;
        }

        var get = list.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        var first = list.Accessors[0];
        get = get is null
            ? SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration).WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))
            : get.WithModifiers([]);
        get = get.WithLeadingTrivia(first.GetLeadingTrivia()).WithTrailingTrivia(list.Accessors.Last().GetTrailingTrivia());

        // A property that can only be read cannot be demanded from whoever makes the object.
        return Modifiers.Remove(property.WithAccessorList(list.WithAccessors([get])), SyntaxKind.RequiredKeyword);
    }

    /// <summary>The property with another default.</summary>
    public static PropertyDeclarationSyntax WithDefault(PropertyDeclarationSyntax property, ExpressionSyntax value)
    {
        if (property.Initializer is { } initializer)
        {
            return property.WithInitializer(initializer.WithValue(value.WithTriviaFrom(initializer.Value)));
        }

        var trivia = property.GetTrailingTrivia();
        return property
            .WithTrailingTrivia(SyntaxFactory.Space)
            .WithInitializer(SyntaxFactory.EqualsValueClause(SyntaxFactory.Token(default, SyntaxKind.EqualsToken, [SyntaxFactory.Space]), value.WithoutTrivia()))
            .WithSemicolonToken(SyntaxFactory.Token(default, SyntaxKind.SemicolonToken, trivia));
    }
}
