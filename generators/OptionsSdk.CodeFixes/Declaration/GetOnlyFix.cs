using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Drops the accessors that an option must not have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GetOnlyFix)), Shared]
internal sealed class GetOnlyFix() : OptionFix(DeclarationRules.NotGetOnly)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<PropertyDeclarationSyntax>() is { AccessorList.Accessors.Count: > 0 } property
            && property.AccessorList.Accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null }))
        {
            yield return new("Make get-only", "MakeGetOnly", edits => edits.Of(finding.Document).Change(property, OptionProperties.GetOnly));
        }
    }
}
