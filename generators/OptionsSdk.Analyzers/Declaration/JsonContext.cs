using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Validation;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>The JSON context that a group names, as far as the compiler knows it: what its own generator makes of it is not asked for.</summary>
internal sealed class JsonContext
{
    private const string Base = "System.Text.Json.Serialization.JsonSerializerContext";
    private const string Listing = "System.Text.Json.Serialization.JsonSerializableAttribute";

    // A context of real programs has fewer; a generic type may contain itself without end.
    private const int MaximumTypes = 10 * UserTypes.MaximumTypes;

    private JsonContext(INamedTypeSymbol type) => Type = type;

    public INamedTypeSymbol Type { get; }

    public string Name => UnsupportedTypes.NameOf(Type);

    /// <summary>Whether the type is a JSON context at all.</summary>
    public bool IsContext
    {
        get
        {
            for (var type = Type.BaseType; type is not null; type = type.BaseType)
            {
                if (LeafTypes.NameOf(type) == Base)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The context of a group; null where it names none, or none that the compiler knows.</summary>
    public static JsonContext? Find(INamedTypeSymbol group, OptionSymbols symbols)
    {
        foreach (var attribute in group.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.OptionGroup))
            {
                return attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "JsonContext").Value.Value is INamedTypeSymbol { TypeKind: not TypeKind.Error } type
                    ? new(type)
                    : null;
            }
        }

        return null;
    }

    /// <summary>Whether the context has a type, because it lists it or another one that has it inside.</summary>
    public bool Has(ITypeSymbol wanted)
    {
        var known = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<ITypeSymbol>();
        foreach (var attribute in Type.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && LeafTypes.NameOf(type) == Listing && attribute.ConstructorArguments is [{ Value: ITypeSymbol listed }])
            {
                open.Push(listed);
            }
        }

        while (open.Count > 0 && known.Count < MaximumTypes)
        {
            var type = open.Pop();
            if (SymbolEqualityComparer.Default.Equals(type, wanted))
            {
                return true;
            }

            if (known.Add(type))
            {
                foreach (var part in Parts(type))
                {
                    open.Push(part);
                }
            }
        }

        return false;
    }

    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return [array.ElementType];
        }

        return type is not INamedTypeSymbol named || LeafTypes.IsLeaf(named) ? []
            : UserTypes.IsUserType(named) ? named.TypeArguments.Concat(UserTypes.Properties(named).Select(static property => property.Type))
            : named.TypeArguments;
    }
}
