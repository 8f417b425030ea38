using Microsoft.CodeAnalysis;
using OptionsSdk.Generators.Parsing;

namespace OptionsSdk.Analyzers.Keys;

/// <summary>Evaluates key and flags of an option as the compiler does, for declarations whose syntax does not tell them.</summary>
internal static class OptionDeclarations
{
    public static (string? Key, OptionFlags? Flags) Evaluate(INamedTypeSymbol group, string property, OptionSymbols symbols)
    {
        foreach (var member in group.GetMembers(property))
        {
            if (member is IPropertySymbol option)
            {
                var (key, flags) = Arguments(option, symbols);
                return (key ?? GroupKey(group, property, symbols), flags ?? OptionFlags.Default);
            }
        }

        return default;
    }

    /// <summary>What <c>[Option]</c> of a property says.</summary>
    public static (string? Key, OptionFlags? Flags) Arguments(IPropertySymbol property, OptionSymbols symbols)
    {
        string? key = null;
        OptionFlags? flags = null;
        foreach (var attribute in property.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.Option))
            {
                foreach (var argument in attribute.ConstructorArguments)
                {
                    switch (argument)
                    {
                        case { Kind: TypedConstantKind.Primitive, Value: string text }:
                            key = text;
                            break;
                        case { Kind: TypedConstantKind.Enum, Value: int bits }:
                            flags = bits == 0 ? OptionFlags.Default : (OptionFlags)bits;
                            break;
                    }
                }
            }
        }

        return (key, flags);
    }

    /// <summary>The group's name, whether given or made of the class's; null where the marker is missing or half-typed.</summary>
    public static string? GroupName(INamedTypeSymbol group, OptionSymbols symbols)
    {
        foreach (var attribute in group.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.OptionGroup))
            {
                return attribute.ConstructorArguments switch
                {
                    [] => KebabCase.OfGroup(group.Name),
                    [{ Kind: TypedConstantKind.Primitive, Value: string name }] => name,
                    _ => null,
                };
            }
        }

        return null;
    }

    private static string? GroupKey(INamedTypeSymbol group, string property, OptionSymbols symbols) => GroupName(group, symbols) switch
    {
        null => null,
        "" => KebabCase.Of(property),
        var name => $"{name}.{KebabCase.Of(property)}",
    };
}
