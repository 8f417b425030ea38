using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1001: a group and every type around it are partial.</summary>
internal static class PartialGroupRule
{
    public static void Check(GroupPart part)
    {
        for (TypeDeclarationSyntax? type = part.Marked; type is not null; type = type.Parent as TypeDeclarationSyntax)
        {
            if (!type.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                part.Report(DeclarationRules.GroupNotPartial, type.Identifier.GetLocation(), type.Identifier.ValueText, part.Group.Name);
            }
        }
    }
}
