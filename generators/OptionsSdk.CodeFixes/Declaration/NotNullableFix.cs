using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Takes the question mark off a reference type; what was null becomes empty.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NotNullableFix)), Shared]
internal sealed class NotNullableFix() : OptionFix(DeclarationRules.NullableReference)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<PropertyDeclarationSyntax>() is not { } property)
        {
            yield break;
        }

        var nullable = property.Type.DescendantNodesAndSelf()
            .OfType<NullableTypeSyntax>()
            .Where(type => finding.Model.GetTypeInfo(type.ElementType, cancellationToken).Type is { IsReferenceType: true, TypeKind: not TypeKind.Error })
            .ToList();
        if (nullable.Count == 0)
        {
            yield break;
        }

        var spelling = new TypeSpelling(finding.Model, property.SpanStart);
        ExpressionSyntax? empty = null;
        if (property.Type is NullableTypeSyntax whole
            && nullable.Contains(whole)
            && EmptyDefaults.IsNothing(property.Initializer?.Value)
            && (empty = EmptyDefaults.Of(finding.Model.GetTypeInfo(whole.ElementType, cancellationToken).Type!, spelling)) is null)
        {
            // An error would only give way to another one: the type has no empty value.
            yield break;
        }

        yield return new("Remove '?'", "RemoveQuestionMark", edits =>
        {
            var document = edits.Of(finding.Document);
            foreach (var type in nullable)
            {
                document.Change(type, static type => type.ElementType.WithTriviaFrom(type));
            }

            if (empty is not null)
            {
                document.Change(property, current => OptionProperties.WithDefault(current, empty));
                document.Import(spelling);
            }
        });
    }
}
