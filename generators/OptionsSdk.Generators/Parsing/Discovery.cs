using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Generators.Model;

namespace OptionsSdk.Generators.Parsing;

/// <summary>
/// Finds marked classes. Runs for every marked class on every edit, so it does next to nothing: it looks at other parts of the class
/// only where there are any.
/// </summary>
internal static class Discovery
{
    public static DiscoveredGroup? Find(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var declaration = (ClassDeclarationSyntax)context.TargetNode;
        if (context.Attributes[0].ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax marker)
        {
            return null;
        }

        var parts = context.TargetSymbol.DeclaringSyntaxReferences;
        if (parts.Length == 1)
        {
            return new(declaration, marker, default);
        }

        var others = new List<MemberModel>();
        foreach (var part in parts)
        {
            if (part.GetSyntax(cancellationToken) is not TypeDeclarationSyntax syntax || syntax == declaration)
            {
                continue;
            }

            others.AddRange(MemberReader.Read(syntax));
        }

        return IsFirst(context.TargetSymbol, marker, cancellationToken) ? new(declaration, marker, others.ToEquatableArray()) : null;
    }

    // A class marked twice is an error of its own; two files of one name would take all other groups down with it.
    private static bool IsFirst(ISymbol group, AttributeSyntax marker, CancellationToken cancellationToken)
    {
        foreach (var attribute in group.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "OptionGroupAttribute"
                && attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax first)
            {
                return first == marker;
            }
        }

        return true;
    }
}
