using System.Text;
using Microsoft.CodeAnalysis;

namespace OptionsSdk.Generators.Parsing;

/// <summary>
/// Reads the summary of a documentation comment as plain text. Works on the comment's text, because a compiler that writes no
/// documentation file does not parse such comments.
/// </summary>
internal static class DocumentationSummary
{
    public static string? Of(SyntaxNode declaration)
    {
        var comment = Comment(declaration.GetLeadingTrivia().ToFullString());
        const string Start = "<summary>";
        var start = comment.IndexOf(Start, StringComparison.Ordinal);
        var end = start < 0 ? -1 : comment.IndexOf("</summary>", start, StringComparison.Ordinal);
        return end < 0 || Plain(comment.Substring(start + Start.Length, end - start - Start.Length)) is not { Length: > 0 } text ? null : text;
    }

    private static string Comment(string trivia)
    {
        var comment = new StringBuilder();
        var isBlock = false;
        foreach (var untrimmed in trivia.Split('\n'))
        {
            var line = untrimmed.Trim();
            if (isBlock)
            {
                comment.Append(line.TrimStart('*')).Append(' ');
                isBlock = !line.EndsWith("*/", StringComparison.Ordinal);
            }
            else if (line.StartsWith("///", StringComparison.Ordinal))
            {
                comment.Append(line, 3, line.Length - 3).Append(' ');
            }
            else if (line.StartsWith("/**", StringComparison.Ordinal))
            {
                comment.Append(line, 3, line.Length - 3).Append(' ');
                isBlock = !line.EndsWith("*/", StringComparison.Ordinal);
            }
        }

        return comment.ToString();
    }

    private static string Plain(string xml)
    {
        var text = new StringBuilder();
        for (var index = 0; index < xml.Length;)
        {
            var end = xml[index] == '<' ? xml.IndexOf('>', index) : -1;
            if (end > 0)
            {
                text.Append(Reference(xml.Substring(index, end - index)));
                index = end + 1;
            }
            else
            {
                text.Append(xml[index++]);
            }
        }

        var plain = text.ToString()
            .Replace("&lt;", "<").Replace("&gt;", ">").Replace("&quot;", "\"").Replace("&apos;", "'").Replace("&amp;", "&");
        return string.Join(" ", plain.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    // <see cref="T:Acme.Relay"/> reads "Relay", <see langword="null"/> reads "null", other tags read nothing.
    private static string Reference(string tag)
    {
        foreach (var attribute in new[] { "cref=\"", "langword=\"", "name=\"" })
        {
            var start = tag.IndexOf(attribute, StringComparison.Ordinal);
            if (start >= 0)
            {
                var target = tag.Substring(start + attribute.Length).Split('"')[0];
                var name = target.Split('(')[0];
                return name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
            }
        }

        return "";
    }
}
