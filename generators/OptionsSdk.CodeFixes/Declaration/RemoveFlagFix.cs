using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.CodeFixes.Syntax;

namespace OptionsSdk.CodeFixes.Declaration;

/// <summary>Removes flags that contradict others, or that the type does not have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveFlagFix)), Shared]
internal sealed class RemoveFlagFix() : OptionFix(DeclarationRules.ContradictingFlags, DeclarationRules.FlagsDoNotFit)
{
    private protected override IEnumerable<Repair> Repairs(Finding finding, CancellationToken cancellationToken)
    {
        if (finding.Around<PropertyDeclarationSyntax>() is not { } property || FlagSyntax.Of(property) is not { } flags)
        {
            yield break;
        }

        if (finding.Diagnostic.Id == DeclarationRules.ContradictingFlags.Id)
        {
            foreach (var flag in Resolving(flags))
            {
                yield return Remove(finding, property, flag, $"Remove the flag {flag}", $"RemoveFlag:{flag}");
            }
        }
        else if (finding.Model.GetTypeInfo(property.Type, cancellationToken).Type is { } type && Unfit(flags, type) is var unfit && unfit != OptionFlags.None)
        {
            yield return Remove(finding, property, unfit, $"Remove the flag {unfit}", "RemoveUnfitFlags");
        }
    }

    private static Repair Remove(Finding finding, PropertyDeclarationSyntax property, OptionFlags flag, string title, string key) =>
        new(title, key, edits => edits.Of(finding.Document).Change(property, current => FlagSyntax.Remove(current, flag)));

    /// <summary>The flags whose removal leaves no contradiction; where it takes several, those that are part of one.</summary>
    private static List<OptionFlags> Resolving(OptionFlags flags)
    {
        var involved = FlagSyntax.Split(flags)
            .Where(flag => FlagContradictions.In(flags).Any(pair => pair.First == flag || pair.Second == flag))
            .ToList();
        return involved.Where(flag => !FlagContradictions.In(flags & ~flag).Any()).ToList() is { Count: > 0 } enough ? enough : involved;
    }

    private static OptionFlags Unfit(OptionFlags flags, ITypeSymbol type)
    {
        var isInteger = type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;
        var isNumber = isInteger || type.SpecialType is SpecialType.System_Decimal or SpecialType.System_Single or SpecialType.System_Double;
        var unfit = OptionFlags.None;
        unfit |= type.SpecialType == SpecialType.System_Boolean ? OptionFlags.None : OptionFlags.Bool;
        unfit |= isNumber ? OptionFlags.None : OptionFlags.Rate;
        unfit |= isInteger ? OptionFlags.None : OptionFlags.Scalar;
        return flags & unfit;
    }
}
