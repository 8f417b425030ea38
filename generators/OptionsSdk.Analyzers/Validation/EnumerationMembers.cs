using System.Globalization;
using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>The members of enumerations, combined as the runtime's codec combines them.</summary>
internal static class EnumerationMembers
{
    /// <summary>Whether a value has a name, or is a combination of named values where the enumeration is one of flags.</summary>
    public static bool AreDefined(INamedTypeSymbol type, decimal value)
    {
        var combined = 0UL;
        foreach (var member in Of(type))
        {
            var known = Value(member);
            if (known == value)
            {
                return true;
            }

            if (IsSubset(Bits(known), Bits(value)))
            {
                combined |= Bits(known);
            }
        }

        return value != 0 && Combines(type) && combined == Bits(value);
    }

    /// <summary>The value that a text names; null if it names none.</summary>
    public static decimal? Parse(INamedTypeSymbol type, string text)
    {
        if (ParseName(type, text) is { } value)
        {
            return value;
        }

        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return AreDefined(type, number) ? number : null;
        }

        if (!Combines(type) || text.IndexOf(',') < 0)
        {
            return null;
        }

        var bits = 0UL;
        foreach (var name in text.Split(','))
        {
            if (ParseName(type, name.Trim()) is not { } part)
            {
                return null;
            }

            bits |= Bits(part);
        }

        return bits;
    }

    public static decimal Value(IFieldSymbol member) => Convert.ToDecimal(member.ConstantValue, CultureInfo.InvariantCulture);

    private static IEnumerable<IFieldSymbol> Of(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Where(static member => member.HasConstantValue);

    private static bool Combines(INamedTypeSymbol type) =>
        type.GetAttributes().Any(static attribute => attribute.AttributeClass is { } known && ManifestReader.MetadataName(known) == "System.FlagsAttribute");

    // A name that differs from several members by case alone means none of them.
    private static decimal? ParseName(INamedTypeSymbol type, string name)
    {
        var candidates = Of(type).Where(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        var exact = candidates.Find(member => member.Name == name);
        return exact is not null ? Value(exact)
            : candidates.Count > 0 && candidates.TrueForAll(member => Value(member) == Value(candidates[0])) ? Value(candidates[0])
            : null;
    }

    private static bool IsSubset(ulong part, ulong whole) => (part & whole) == part;

    private static ulong Bits(decimal value) => value < 0 ? unchecked((ulong)(long)value) : (ulong)value;
}
