using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Validation;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>OSDK1019 and OSDK1020: flags contradict neither each other nor the type; the table is that of the runtime (OptionFlagRules).</summary>
internal static class FlagRule
{
    private static readonly (OptionFlags First, OptionFlags Second, string Reason)[] Contradictions =
    [
        (OptionFlags.NoStore, OptionFlags.StoreOnly, "an option that is never stored cannot come from the store only"),
        (OptionFlags.AdminModifiable, OptionFlags.NoStore, "an option that is never stored cannot be written by the admin channel"),
        (OptionFlags.AdminModifiable, OptionFlags.Immutable, "an immutable option cannot be written by the admin channel"),
        (OptionFlags.AdminModifiable, OptionFlags.Credential, "a credential cannot be written by the admin channel"),
        (OptionFlags.AutomatorModifiable, OptionFlags.NoStore, "an option that is never stored cannot be written by the automator channel"),
        (OptionFlags.AutomatorModifiable, OptionFlags.Immutable, "an immutable option cannot be written by the automator channel"),
        (OptionFlags.AutomatorModifiable, OptionFlags.Credential, "a credential cannot be written by the automator channel"),
        (OptionFlags.AutomatorModifiable, OptionFlags.Required, "a required option is set by people, not by the automator channel"),
        (OptionFlags.Bool, OptionFlags.Rate, "a value is a boolean or a rate, not both"),
        (OptionFlags.Bool, OptionFlags.Scalar, "a value is a boolean or a whole number, not both"),
        (OptionFlags.Rate, OptionFlags.Scalar, "a value is a rate or a whole number, not both"),
    ];

    public static void Check(OptionDeclaration option)
    {
        if (option.FlagsExpression is not { } expression || option.Flags is null)
        {
            return;
        }

        foreach (var (first, second, reason) in Contradictions)
        {
            if (option.Has(first) && option.Has(second))
            {
                option.Report(DeclarationRules.ContradictingFlags, expression, first, second, reason);
                return;
            }
        }

        if (option.Type.TypeKind != TypeKind.Error && FindMisfit(option) is var (flag, meaning))
        {
            option.Part.Report(DeclarationRules.FlagsDoNotFit, expression.GetLocation(), flag, option.Name, option.TypeName, meaning);
        }
    }

    private static (OptionFlags Flag, string Meaning)? FindMisfit(OptionDeclaration option)
    {
        if (option.Has(OptionFlags.Bool) && option.Type.SpecialType != SpecialType.System_Boolean)
        {
            return (OptionFlags.Bool, "it marks options of type bool");
        }

        if (option.Has(OptionFlags.Rate) && !LeafTypes.IsNumber(option.Type))
        {
            return (OptionFlags.Rate, "it marks numbers from 0 to 1");
        }

        return option.Has(OptionFlags.Scalar) && !LeafTypes.IsWholeNumber(option.Type) ? (OptionFlags.Scalar, "it marks whole numbers") : null;
    }
}
