using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.Generators.Parsing;

/// <summary>Names in syntax.</summary>
internal static class SimpleNames
{
    /// <summary>The last name of a possibly qualified name.</summary>
    public static SimpleNameSyntax? Rightmost(TypeSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple,
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax aliased => aliased.Name,
        _ => null,
    };

    /// <summary>The name of an attribute without its suffix.</summary>
    public static string OfAttribute(AttributeSyntax attribute)
    {
        const string Suffix = "Attribute";
        var name = Rightmost(attribute.Name)?.Identifier.ValueText ?? "";
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    /// <summary>The names that a declaration looks up in its scope: those that a new member of its class could capture.</summary>
    public static IEnumerable<string> LookedUp(SyntaxNode node)
    {
        foreach (var name in node.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var isQualified = name.Parent switch
            {
                MemberAccessExpressionSyntax access => access.Name == name,
                QualifiedNameSyntax qualified => qualified.Right == name,
                AliasQualifiedNameSyntax or NameColonSyntax or NameEqualsSyntax => true,
                _ => false,
            };
            if (!isQualified)
            {
                yield return name.Identifier.ValueText;
            }
        }
    }
}
