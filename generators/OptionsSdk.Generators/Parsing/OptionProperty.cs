using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Generators.Parsing;

/// <summary>Which properties of a marked part are options, as far as the property itself tells.</summary>
internal static class OptionProperty
{
    public static bool IsOption(PropertyDeclarationSyntax property) =>
        property.Modifiers.Any(SyntaxKind.PartialKeyword)
        && !property.Modifiers.Any(SyntaxKind.StaticKeyword)
        && !property.Identifier.IsMissing
        && property.ExplicitInterfaceSpecifier is null
        && property.ExpressionBody is null
        && property.Type is not (RefTypeSyntax or IdentifierNameSyntax { Identifier.Text: "dynamic" } or { IsMissing: true })
        && !property.Type.DescendantNodesAndSelf().Any(static type => type is PointerTypeSyntax or FunctionPointerTypeSyntax)
        && property.AccessorList?.Accessors is [{ Body: null, ExpressionBody: null } accessor]
        && accessor.IsKind(SyntaxKind.GetAccessorDeclaration)
        && !Attributes(property).Any(static attribute => SimpleNames.OfAttribute(attribute) == "NotAnOption");

    /// <summary>The attributes of the property itself, not of its field.</summary>
    public static IEnumerable<AttributeSyntax> Attributes(PropertyDeclarationSyntax property) =>
        property.AttributeLists
            .Where(static list => list.Target is null || list.Target.Identifier.IsKind(SyntaxKind.PropertyKeyword))
            .SelectMany(static list => list.Attributes);
}
