using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Analyzers.Lock;

/// <summary>Names the types that the compiler knows as lock files do, and collects the enumerations among them.</summary>
internal sealed class SymbolTypes
{
    private readonly Dictionary<string, LockedEnumeration> _enumerations = new(StringComparer.Ordinal);

    public IEnumerable<LockedEnumeration> Enumerations => _enumerations.Values;

    /// <summary>The canonical type; null for one that does not exist, which the compiler reports itself.</summary>
    public OptionType? Of(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return Of(array.ElementType) is { } item ? OptionType.ArrayOf(item) : null;
            case INamedTypeSymbol { TypeKind: not TypeKind.Error } named:
                return Of(named);
            case { TypeKind: TypeKind.Dynamic }:
                return OptionType.Of("System.Object");
            default:
                return null;
        }
    }

    private OptionType? Of(INamedTypeSymbol type)
    {
        var arguments = new List<OptionType>();
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            var own = outer.TypeArguments.Select(Of).ToList();
            if (own.Contains(null))
            {
                return null;
            }

            arguments.InsertRange(0, own!);
        }

        var name = OptionType.Of(ManifestReader.MetadataName(type.OriginalDefinition), arguments);
        if (type.TypeKind == TypeKind.Enum)
        {
            _enumerations[name.ToString()] = Enumeration(name.ToString(), type);
        }

        return name;
    }

    private static LockedEnumeration Enumeration(string name, INamedTypeSymbol type) => new(
        name,
        type.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: nameof(FlagsAttribute), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } }),
        new HashSet<string>(type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue).Select(static field => field.Name), StringComparer.Ordinal));
}
