using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Spells the composite that an alias hides.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SpellCompositeFix)), Shared]
internal sealed class SpellCompositeFix() : OptionFix(DeclarationRules.AliasedComposite)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<PropertyDeclarationSyntax>() is not { } property)
        {
            yield break;
        }

        var spelling = new TypeSpelling(finding.Model, property.SpanStart);
        var spelled = property.Type.DescendantNodesAndSelf()
            .OfType<IdentifierNameSyntax>()
            .Where(name => finding.Model.GetAliasInfo(name, cancellationToken)?.Target is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.Length: > 0 })
            .ToDictionary(static name => name, name => spelling.Of((ITypeSymbol)finding.Model.GetAliasInfo(name, cancellationToken)!.Target));
        if (spelled.Count > 0)
        {
            yield return new("Spell the type", "SpellType", edits =>
            {
                var document = edits.Of(finding.Document);
                foreach (var name in spelled.Keys)
                {
                    document.Change(name, current => SyntaxFactory.ParseTypeName(spelled[name]).WithTriviaFrom(current));
                }

                document.Import(spelling);
            });
        }
    }
}
