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

    /// <summary>What stands above the last empty line: it belongs to what comes before.</summary>
    public static SyntaxTriviaList AboveLastEmptyLine(SyntaxTriviaList trivia)
    {
        var isEmpty = true;
        var last = -1;
        for (var index = 0; index < trivia.Count; index++)
        {
            if (trivia[index].IsKind(SyntaxKind.EndOfLineTrivia))
            {
                last = isEmpty ? index : last;
                isEmpty = true;
            }
            else if (!trivia[index].IsKind(SyntaxKind.WhitespaceTrivia))
            {
                // Structures such as directives and documentation end their line themselves.
                isEmpty = trivia[index].HasStructure;
            }
        }

        var above = trivia.Take(last + 1).ToList();
        return above.Any(static item => item.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia) ? [.. above] : [];
    }
}
