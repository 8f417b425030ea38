using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OptionsSdk.CodeFixes.Syntax;

/// <summary>Space, comments and line ends around code.</summary>
internal static class Trivia
{
    /// <summary>The line end that a file uses.</summary>
    public static SyntaxTrivia EndOfLine(SyntaxNode node)
    {
        foreach (var token in node.SyntaxTree.GetRoot().DescendantTokens())
        {
            foreach (var trivia in token.LeadingTrivia.Concat(token.TrailingTrivia))
            {
                if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                {
                    return trivia.ToFullString() == "\r\n" ? SyntaxFactory.CarriageReturnLineFeed : SyntaxFactory.LineFeed;
                }
            }
        }

        return SyntaxFactory.LineFeed;
    }

    /// <summary>The white space that the line of a node begins with.</summary>
    public static string Indentation(SyntaxNode node)
    {
        var line = node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>Whether nothing follows on the same line.</summary>
    public static bool EndsLine(SyntaxTriviaList trivia) => trivia.Any() && trivia.Last().IsKind(SyntaxKind.EndOfLineTrivia);

    /// <summary>What stands before a node but is not about it: directives, and comments above an empty line.</summary>
    public static SyntaxTriviaList NotOf(SyntaxTriviaList trivia)
    {
        var isEmpty = true;
        var hasComment = false;
        var last = -1;
        for (var index = 0; index < trivia.Count; index++)
        {
            if (trivia[index].IsDirective)
            {
                last = index;
                isEmpty = true;
            }
            else if (trivia[index].IsKind(SyntaxKind.EndOfLineTrivia))
            {
                last = isEmpty && hasComment ? index : last;
                isEmpty = true;
            }
            else if (!trivia[index].IsKind(SyntaxKind.WhitespaceTrivia))
            {
                // Documentation ends its line itself.
                isEmpty = trivia[index].HasStructure;
                hasComment |= !isEmpty;
            }
        }

        return [.. trivia.Take(last + 1)];
    }
}
