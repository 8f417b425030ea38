using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OptionsSdk.Generators.Parsing;

/// <summary>Copies syntax as text without comments, directives and line ends, which would not survive the move to another place.</summary>
internal static class OneLine
{
    public static string Text(SyntaxNode? node)
    {
        if (node is null)
        {
            return "";
        }

        var text = new StringBuilder();
        var isApart = false;
        foreach (var token in node.DescendantTokens())
        {
            if (text.Length > 0 && (isApart || token.HasLeadingTrivia))
            {
                text.Append(' ');
            }

            text.Append(token.Text);
            isApart = token.HasTrailingTrivia;
        }

        return text.ToString();
    }

    public static string Text(SyntaxTokenList tokens) => string.Join(" ", tokens.Select(static token => token.Text));

    /// <summary>A text as a C# literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
