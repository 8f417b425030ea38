using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>Judges constants that are given to an option somewhere else, which may be declared in a reference.</summary>
internal static class OptionRules
{
    /// <summary>What is wrong with a constant, as the end of a sentence about it; null where nothing is, for certain.</summary>
    /// <param name="option">The property that declares the option.</param>
    /// <param name="flags">The option's flags.</param>
    /// <param name="constant">The constant, of the option's type.</param>
    public static string? FindError(IPropertySymbol option, OptionFlags flags, object constant)
    {
        var type = LeafTypes.WithoutNullable(option.Type);
        if (LeafValues.OfConstant(type, constant) is not { } value)
        {
            return null;
        }

        return LeafValues.FindError(type, value)
            ?? ((flags & OptionFlags.Rate) != 0 ? RateRule.FindError(value) : null)
            ?? option.GetAttributes().Select(attribute => Bind(option, flags, attribute)?.Check?.Invoke(value)).FirstOrDefault(static error => error is not null);
    }

    private static BoundRule? Bind(IPropertySymbol option, OptionFlags flags, AttributeData attribute) =>
        attribute is { AttributeClass: { TypeKind: not TypeKind.Error } type, AttributeConstructor: not null }
            ? RuleBinder.Bind(new(option.Name, option.Type, (flags & OptionFlags.Credential) != 0, null, attribute, ValidationAttributes.NameOf(type)), type)
            : null;
}
