using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Adds a summary made of the property's name, for people to say more.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddSummaryFix)), Shared]
internal sealed class AddSummaryFix() : OptionFix(DeclarationRules.MissingSummary)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<PropertyDeclarationSyntax>() is { Identifier.ValueText: { Length: > 0 } name } property)
        {
            var summary = Summary(name);
            var end = Trivia.EndOfLine(finding.Root).ToFullString();
            yield return new("Add a summary", "AddSummary", edits =>
                edits.Of(finding.Document).Change(property, current => current.WithLeadingTrivia(Add(current.GetLeadingTrivia(), summary, end))));
        }
    }

    /// <summary>"MaxRetries" becomes "Max retries."</summary>
    internal static string Summary(string name)
    {
        var words = KebabCase.Of(name).Replace('-', ' ').Replace('_', ' ').Trim();
        return words.Length == 0 ? "" : $"{char.ToUpperInvariant(words[0])}{words.Substring(1)}.";
    }

    private static SyntaxTriviaList Add(SyntaxTriviaList trivia, string summary, string end)
    {
        var text = trivia.ToFullString();
        var start = text.IndexOf("<summary>", StringComparison.Ordinal);
        if (start >= 0 && text.IndexOf("</summary>", start, StringComparison.Ordinal) is > 0 and var close)
        {
            // The summary is there but says nothing.
            return SyntaxFactory.ParseLeadingTrivia($"{text.Substring(0, start)}<summary>{summary}{text.Substring(close)}");
        }

        // Above other documentation, else directly above the property.
        var at = text.IndexOf("///", StringComparison.Ordinal);
        at = at >= 0 ? at : text.LastIndexOf('\n') + 1 + Indentation(text.Substring(text.LastIndexOf('\n') + 1)).Length;
        var line = text.Substring(0, at);
        var indentation = Indentation(line.Substring(line.LastIndexOf('\n') + 1));
        return SyntaxFactory.ParseLeadingTrivia($"{line}/// <summary>{summary}</summary>{end}{indentation}{text.Substring(at)}");
    }

    private static string Indentation(string line) => line.Substring(0, line.Length - line.TrimStart(' ', '\t').Length);
}
