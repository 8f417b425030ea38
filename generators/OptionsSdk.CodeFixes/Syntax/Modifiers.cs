using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OptionsSdk.CodeFixes.Syntax;

/// <summary>Adds and removes modifiers; comments and documentation stay where they are.</summary>
internal static class Modifiers
{
    /// <summary>Adds a modifier as the last one.</summary>
    public static T Add<T>(T member, SyntaxKind modifier)
        where T : MemberDeclarationSyntax
    {
        if (member.Modifiers.Any(modifier))
        {
            return member;
        }

        var token = SyntaxFactory.Token(default, modifier, [SyntaxFactory.Space]);

        // A modifier that must stand last stays last.
        var partial = member.Modifiers.IndexOf(SyntaxKind.PartialKeyword);
        if (partial > 0)
        {
            return (T)member.WithModifiers(member.Modifiers.Insert(partial, token));
        }

        if (member.Modifiers.Count > 0 && partial < 0)
        {
            return (T)member.WithModifiers(member.Modifiers.Add(token));
        }

        var next = partial == 0 ? member.Modifiers[0] : AfterModifiers(member);
        var trivia = next.LeadingTrivia;
        var bare = member.ReplaceToken(next, next.WithLeadingTrivia());
        return (T)bare.WithModifiers(bare.Modifiers.Insert(0, token.WithLeadingTrivia(trivia)));
    }

    /// <summary>Removes modifiers.</summary>
    public static T Remove<T>(T member, params SyntaxKind[] modifiers)
        where T : MemberDeclarationSyntax
    {
        foreach (var modifier in modifiers)
        {
            var index = member.Modifiers.IndexOf(modifier);
            if (index >= 0)
            {
                var token = member.Modifiers[index];
                var trivia = token.LeadingTrivia;
                var next = token.GetNextToken();
                var moved = index == 0 ? member.ReplaceToken(next, next.WithLeadingTrivia(trivia.AddRange(next.LeadingTrivia))) : member;
                member = (T)moved.WithModifiers(moved.Modifiers.RemoveAt(index));
            }
        }

        return member;
    }

    private static SyntaxToken AfterModifiers(MemberDeclarationSyntax member)
    {
        var last = member.AttributeLists.LastOrDefault();
        return last is null ? member.GetFirstToken(includeZeroWidth: true) : last.GetLastToken(includeZeroWidth: true).GetNextToken(includeZeroWidth: true);
    }
}
