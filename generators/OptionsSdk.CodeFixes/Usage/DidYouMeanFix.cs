using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Usage;

/// <summary>Writes the nearest key that is declared.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DidYouMeanFix)), Shared]
internal sealed class DidYouMeanFix() : OptionFix(UsageRules.UnknownKey)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        // A constant with a name is used elsewhere too.
        if (finding.Diagnostic.Properties.TryGetValue("Suggestion", out var suggestion)
            && suggestion is { Length: > 0 }
            && finding.Node is ExpressionSyntax key
            && key is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } or InterpolatedStringExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression })
        {
            yield return new($"Use '{suggestion}'", "DidYouMean", edits =>
                edits.Of(finding.Document).Change(key, current => Literals.Text(suggestion).WithTriviaFrom(current)));
        }
    }
}
