using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Replaces a mutable type of an option by the immutable one, and its default with it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ImmutableTypeFix)), Shared]
internal sealed class ImmutableTypeFix() : OptionFix(DeclarationRules.MutableType)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<PropertyDeclarationSyntax>() is not { } property)
        {
            yield break;
        }

        var syntax = property.Type is NullableTypeSyntax nullable ? nullable.ElementType : property.Type;
        if (finding.Model.GetTypeInfo(syntax, cancellationToken).Type is not { TypeKind: not TypeKind.Error } type)
        {
            yield break;
        }

        var immutable = new ImmutableTypes(finding.Model.Compilation).Of(type);
        var spelling = new TypeSpelling(finding.Model, property.SpanStart);
        if (SymbolEqualityComparer.Default.Equals(type, immutable) || !TryConvert(property, type, immutable, finding, spelling, out var value))
        {
            yield break;
        }

        var name = spelling.Of(immutable);
        yield return new($"Use '{name}'", "UseImmutableType", edits =>
        {
            var document = edits.Of(finding.Document);
            document.Change(property.Type, current => SyntaxFactory.ParseTypeName(name).WithTriviaFrom(current));
            if (value is not null)
            {
                document.Change(property.Initializer!.Value, _ => value);
            }

            document.Import(spelling);
        });
    }

    private static bool TryConvert(PropertyDeclarationSyntax property, ITypeSymbol from, ITypeSymbol to, Finding finding, TypeSpelling spelling, out ExpressionSyntax? value)
    {
        value = property.Initializer is null ? null : new ImmutableValues(finding.Model, spelling).Convert(property.Initializer.Value, from, to);
        return property.Initializer is null || value is not null;
    }
}
