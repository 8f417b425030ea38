using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Removes the marker of a group without options.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveGroupMarkerFix)), Shared]
internal sealed class RemoveGroupMarkerFix() : OptionFix(DeclarationRules.EmptyGroup)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Symbols is not { } symbols
            || finding.Around<ClassDeclarationSyntax>() is not { } group
            || finding.Model.GetDeclaredSymbol(group, cancellationToken) is not { } type)
        {
            yield break;
        }

        var marker = type.GetAttributes()
            .Where(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.OptionGroup))
            .Select(attribute => attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken))
            .OfType<AttributeSyntax>()
            .FirstOrDefault(attribute => attribute.FirstAncestorOrSelf<ClassDeclarationSyntax>() == group);
        if (marker is not null)
        {
            var text = marker.ToString();
            yield return new("Remove [OptionGroup]", "RemoveMarker", edits =>
                edits.Of(finding.Document).Change(group, current => AttributeLists.Remove(current, attribute => attribute.ToString() == text)));
        }
    }
}
