using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Adds <c>partial</c> to an option group and to all types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeTypePartialFix)), Shared]
internal sealed class MakeTypePartialFix() : OptionFix(DeclarationRules.GroupNotPartial)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<TypeDeclarationSyntax>() is { Identifier.IsMissing: false } declaration)
        {
            yield return new("Make partial", "MakePartial", edits =>
            {
                foreach (var type in declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
                {
                    edits.Of(finding.Document).Change(type, static type => Modifiers.Add(type, SyntaxKind.PartialKeyword));
                }
            });
        }
    }
}
