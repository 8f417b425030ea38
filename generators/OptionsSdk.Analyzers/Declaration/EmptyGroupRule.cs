using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1028: a group has options.</summary>
internal static class EmptyGroupRule
{
    public static void Check(GroupPart part)
    {
        if (part.Options.Count == 0 && part.Marked is ClassDeclarationSyntax group && GroupReach.IsSupported(group))
        {
            part.Report(DeclarationRules.EmptyGroup, group.Identifier.GetLocation(), part.Group.Name);
        }
    }
}
