using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Validation;

namespace OptionsSdk.CodeFixes.Refactorings;

/// <summary>Which types options can have, and which defaults they need.</summary>
internal static class OptionTypes
{
    /// <summary>Whether the runtime has a codec for a type.</summary>
    public static bool IsSupported(ITypeSymbol type)
    {
        if (LeafTypes.IsNullableValue(type))
        {
            return LeafTypes.IsLeaf(LeafTypes.WithoutNullable(type));
        }

        if (LeafTypes.IsLeaf(type))
        {
            return true;
        }

        return type is INamedTypeSymbol { TypeArguments: var arguments } && LeafTypes.NameOf(type) switch
        {
            LeafTypes.ImmutableArray or LeafTypes.List => IsPart(arguments[0]),
            LeafTypes.Dictionary => LeafTypes.IsDictionaryKey(arguments[0]) && IsPart(arguments[1]),
            _ => false,
        };
    }

    // What is in a list is never null.
    private static bool IsPart(ITypeSymbol type) =>
        IsSupported(type) && !(type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated);
}
