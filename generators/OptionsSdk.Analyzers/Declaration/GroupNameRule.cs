using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1018, of the first part of keys: a group's name is empty or a key itself.</summary>
internal static class GroupNameRule
{
    public static void Check(GroupPart part)
    {
        if (part.Name is { Length: > 0 } name && KeyGrammar.FindProblem(name) is { } problem)
        {
            var argument = part.Marker.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals is null);
            part.Report(DeclarationRules.InvalidKey, argument?.Expression.GetLocation() ?? part.Marked.Identifier.GetLocation(), name, $"of the group '{part.Group.Name}' {problem}");
        }
    }
}
