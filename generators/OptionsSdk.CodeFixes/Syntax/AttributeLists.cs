using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.CodeFixes.Syntax;

/// <summary>Adds and removes attributes; comments and documentation stay where they are.</summary>
internal static class AttributeLists
{
    /// <summary>Removes the attributes that a condition chooses, and lists that become empty.</summary>
    public static T Remove<T>(T member, Func<AttributeSyntax, bool> condition)
        where T : MemberDeclarationSyntax
    {
        var lists = new List<AttributeListSyntax>();
        foreach (var list in member.AttributeLists)
        {
            var kept = list.Attributes;
            foreach (var attribute in list.Attributes.Where(condition))
            {
                kept = kept.RemoveAt(kept.IndexOf(other => other.IsEquivalentTo(attribute)));
            }

            if (kept.Count == list.Attributes.Count)
            {
                lists.Add(list);
            }
            else if (kept.Count > 0)
            {
                lists.Add(list.WithAttributes(kept));
            }
        }

        var trivia = member.GetLeadingTrivia();
        return (T)((T)member.WithAttributeLists([.. lists])).WithLeadingTrivia(trivia);
    }

    /// <summary>Adds an attribute on a line of its own below the others.</summary>
    public static T Add<T>(T member, AttributeSyntax attribute, string indentation, SyntaxTrivia endOfLine)
        where T : MemberDeclarationSyntax
    {
        var list = SyntaxFactory.AttributeList([attribute]).WithTrailingTrivia(endOfLine);
        if (member.AttributeLists.Count > 0)
        {
            return (T)member.WithAttributeLists(member.AttributeLists.Add(list.WithLeadingTrivia(SyntaxFactory.Whitespace(indentation))));
        }

        var trivia = member.GetLeadingTrivia();
        return (T)member
            .WithLeadingTrivia(SyntaxFactory.Whitespace(indentation))
            .WithAttributeLists([list.WithLeadingTrivia(trivia)]);
    }
}
