using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Removes <c>static</c> from an option.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveStaticFix)), Shared]
internal sealed class RemoveStaticFix() : OptionFix(DeclarationRules.StaticOption)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<PropertyDeclarationSyntax>() is { } property && property.Modifiers.Any(SyntaxKind.StaticKeyword))
        {
            yield return new("Remove 'static'", "RemoveStatic", edits =>
                edits.Of(finding.Document).Change(property, static property => Modifiers.Remove(property, SyntaxKind.StaticKeyword)));
        }
    }
}
