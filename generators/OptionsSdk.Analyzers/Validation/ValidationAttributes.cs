using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>Which attributes promise to check values.</summary>
internal static class ValidationAttributes
{
    public const string DataAnnotations = "System.ComponentModel.DataAnnotations.";
    public const string Runtime = "OptionsSdk.";
    private const string Suffix = "Attribute";

    public static bool Is(INamedTypeSymbol? attribute) =>
        attribute is not null
        && (LeafTypes.NameOf(attribute) is $"{Runtime}OptionRange{Suffix}" or $"{Runtime}OptionLength{Suffix}" || Validates(attribute));

    /// <summary>The name by which attributes are written.</summary>
    public static string NameOf(INamedTypeSymbol attribute) =>
        attribute.Name.EndsWith(Suffix, StringComparison.Ordinal) ? attribute.Name.Substring(0, attribute.Name.Length - Suffix.Length) : attribute.Name;

    // DataType and what only derives from it describe; they accept everything.
    private static bool Validates(INamedTypeSymbol attribute)
    {
        for (INamedTypeSymbol? type = attribute; type is not null; type = type.BaseType)
        {
            switch (LeafTypes.NameOf(type))
            {
                case $"{DataAnnotations}DataType{Suffix}":
                    return false;
                case $"{DataAnnotations}Validation{Suffix}":
                    return true;
                default:
                    if (type.GetMembers("IsValid").Length > 0)
                    {
                        return DerivesFromValidation(type);
                    }

                    break;
            }
        }

        return false;
    }

    private static bool DerivesFromValidation(INamedTypeSymbol attribute)
    {
        for (var type = attribute.BaseType; type is not null; type = type.BaseType)
        {
            if (LeafTypes.NameOf(type) == $"{DataAnnotations}Validation{Suffix}")
            {
                return true;
            }
        }

        return false;
    }
}
