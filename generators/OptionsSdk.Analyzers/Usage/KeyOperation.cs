using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Usage;

/// <summary>Finds the option that a key names, whether the key is a constant text or typed.</summary>
internal static class KeyOperation
{
    /// <summary>The option whose key a call is given; null where it takes none, or one that the compiler cannot see.</summary>
    public static DeclaredOption? OptionOf(IEnumerable<IArgumentOperation> arguments, OptionSymbols symbols, CancellationToken cancellationToken)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && IsKey(parameter, symbols))
            {
                return Find(argument.Value, symbols, cancellationToken);
            }
        }

        return null;
    }

    /// <summary>Whether a parameter takes a key.</summary>
    public static bool IsKey(IParameterSymbol parameter, OptionSymbols symbols) =>
        IsTypedKey(parameter.Type, symbols) || parameter.Type.SpecialType == SpecialType.System_String && OptionSymbols.Has(parameter.OriginalDefinition, symbols.OptionKeyName);

    private static bool IsTypedKey(ITypeSymbol? type, OptionSymbols symbols) =>
        type is INamedTypeSymbol { Name: "OptionKey" } && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, symbols.OptionKeyOfT);

    private static DeclaredOption? Find(IOperation key, OptionSymbols symbols, CancellationToken cancellationToken)
    {
        if (key.ConstantValue is { HasValue: true, Value: string name })
        {
            return symbols.Keys(cancellationToken).Find(name);
        }

        switch (key)
        {
            case IConversionOperation conversion:
                return Find(conversion.Operand, symbols, cancellationToken);
            case IPropertyReferenceOperation { Property: { IsStatic: true, ContainingType.ContainingType: { } group } property } when IsTypedKey(property.Type, symbols) && symbols.IsGroup(group):
                return symbols.Keys(cancellationToken).Find(group, property.Name);
            case IPropertyReferenceOperation { Instance: { } instance } when IsTypedKey(instance.Type, symbols):
                return Find(instance, symbols, cancellationToken);
            case IObjectCreationOperation { Arguments: [var argument] } creation when IsTypedKey(creation.Type, symbols):
                return Find(argument.Value, symbols, cancellationToken);
            case ILocalReferenceOperation local when Locals.OnlyValue(local) is { } value and not ILocalReferenceOperation:
                return Find(value, symbols, cancellationToken);
            default:
                return null;
        }
    }
}
