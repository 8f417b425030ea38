using System.Composition;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Writes a key in small letters with '-' for what keys must not have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NormaliseKeyFix)), Shared]
internal sealed class NormaliseKeyFix() : OptionFix(DeclarationRules.InvalidKey)
{
    private const int MaximumLength = 128;

    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (Literal(finding) is { Token.Value: string key } literal
            && Normalise(key) is { Length: > 0 and <= MaximumLength } normal
            && normal != key)
        {
            yield return new($"Use '{normal}'", "NormaliseKey", edits =>
                edits.Of(finding.Document).Change(literal, current => Literals.Text(normal).WithTriviaFrom(current)));
        }
    }

    /// <summary>The key that people probably mean.</summary>
    internal static string Normalise(string key)
    {
        var text = new StringBuilder(key.Length);
        foreach (var part in Split(key))
        {
            foreach (var character in KebabCase.Of(part))
            {
                if (character is >= 'a' and <= 'z' or >= '0' and <= '9' or '.' or '_' or ':')
                {
                    text.Append(character);
                }
                else if (text.Length > 0 && text[text.Length - 1] != '-')
                {
                    text.Append('-');
                }
            }
        }

        return text.ToString().Trim('-', '.', '_', ':');
    }

    // Words begin anew after a separator: "Net Timeout" and "Net.Timeout" have the same ones.
    private static IEnumerable<string> Split(string key)
    {
        var start = 0;
        for (var index = 0; index < key.Length; index++)
        {
            if (!char.IsLetterOrDigit(key[index]))
            {
                yield return key.Substring(start, index - start);
                yield return key[index].ToString();
                start = index + 1;
            }
        }

        yield return key.Substring(start);
    }

    private static LiteralExpressionSyntax? Literal(Finding finding)
    {
        if (finding.Node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().FirstOrDefault() is { } literal && finding.Node is not MemberDeclarationSyntax)
        {
            return literal;
        }

        return finding.Around<MemberDeclarationSyntax>() switch
        {
            PropertyDeclarationSyntax property => OptionArguments.Read(OptionProperty.Attributes(property)).Key as LiteralExpressionSyntax,
            ClassDeclarationSyntax group => group.AttributeLists
                .SelectMany(static list => list.Attributes)
                .Where(static attribute => SimpleNames.OfAttribute(attribute) == "OptionGroup")
                .Select(static attribute => attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression)
                .OfType<LiteralExpressionSyntax>()
                .FirstOrDefault(),
            _ => null,
        };
    }
}
