using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Makes an automatic property an option, or says that it is none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePropertyPartialFix)), Shared]
internal sealed class MakePropertyPartialFix() : OptionFix(DeclarationRules.NotPartial, DeclarationRules.NotAnOption)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<PropertyDeclarationSyntax>() is not { Identifier.IsMissing: false, Parent: ClassDeclarationSyntax } property)
        {
            yield break;
        }

        if (OptionProperties.CanBeOption(property))
        {
            yield return new("Make partial", "MakePartial", edits => edits.Of(finding.Document).Change(property, OptionProperties.ToOption));
        }

        if (finding.Diagnostic.Id == DeclarationRules.NotAnOption.Id)
        {
            var spelling = new TypeSpelling(finding.Model, finding.Position);
            var name = Attributes.NameOf(spelling, "OptionsSdk.NotAnOptionAttribute");
            var indentation = Trivia.Indentation(property);
            var end = Trivia.EndOfLine(finding.Root);
            yield return new("Mark [NotAnOption]", "MarkNotAnOption", edits =>
            {
                var document = edits.Of(finding.Document);
                document.Change(property, current => AttributeLists.Add(current, SyntaxFactory.Attribute(SyntaxFactory.ParseName(name)), indentation, end));
                document.Import(spelling);
            });
        }
    }
}
