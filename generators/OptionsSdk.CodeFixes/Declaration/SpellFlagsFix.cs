using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Spells the flags that a constant holds.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SpellFlagsFix)), Shared]
internal sealed class SpellFlagsFix() : OptionFix(DeclarationRules.UndecidedFlags)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<PropertyDeclarationSyntax>() is not { } property || Flags(finding, property) is not { } expression)
        {
            yield break;
        }

        var spelling = new TypeSpelling(finding.Model, expression.SpanStart);
        if (finding.Model.GetConstantValue(expression, cancellationToken) is { HasValue: true, Value: int bits }
            && spelling.Of("OptionsSdk.OptionFlags") is { } type
            && FlagSyntax.Spell((OptionFlags)bits, type) is { } flags)
        {
            yield return new($"Write '{flags}'", "SpellFlags", edits =>
            {
                var document = edits.Of(finding.Document);
                document.Change(expression, current => flags.WithTriviaFrom(current));
                document.Import(spelling);
            });
        }
    }

    // One argument that names no flag is taken for the key.
    private static ExpressionSyntax? Flags(Finding finding, PropertyDeclarationSyntax property)
    {
        var (key, flags) = OptionArguments.Read(OptionProperty.Attributes(property));
        return flags ?? (key is not null && finding.Model.GetTypeInfo(key).Type is { Name: "OptionFlags" } ? key : null);
    }
}
