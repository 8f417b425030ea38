using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Usage.Keys;

/// <summary>
/// Knows which members of a compilation take keys, by attributes and never by name. An attribute counts on the member itself, on what it
/// overrides and on what it implements. Every member is asked about once; safe for concurrent use.
/// </summary>
internal sealed class KeyMembers(OptionSymbols symbols)
{
    private readonly ConcurrentDictionary<IMethodSymbol, KeyMember?> _methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _data = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _reaches = new(SymbolEqualityComparer.Default);

    private INamedTypeSymbol? OptionKeyOfT { get; } = symbols.OptionKeyOfT;

    private INamedTypeSymbol? OptionChannel { get; } = symbols.OptionChannel;

    /// <summary>What a method or constructor does with options; null, at the cost of a look-up, for nearly all.</summary>
    public KeyMember? Find(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return _methods.TryGetValue(definition, out var known) ? known : _methods.GetOrAdd(definition, Read(definition));
    }

    /// <summary>Whether a property or field holds a key.</summary>
    public bool HoldsKey(ISymbol member)
    {
        // Nearly every assignment ends here, before anything is remembered or an attribute is bound.
        if (!CanHoldKey(member is IPropertySymbol data ? data.Type : ((IFieldSymbol)member).Type))
        {
            return false;
        }

        var definition = member.OriginalDefinition;
        if (_data.TryGetValue(definition, out var known))
        {
            return known;
        }

        var holds = Reaches(definition.ContainingAssembly)
            && (Has(definition, symbols.OptionKeyName)
                || definition is IPropertySymbol property && Contracts(property).Any(contract => Has(contract, symbols.OptionKeyName)));
        return _data.GetOrAdd(definition, holds);
    }

    public bool IsTypedKey(ITypeSymbol? type) => type is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, OptionKeyOfT);

    // A text, a typed key, or something that may be a collection of them.
    private static bool CanHoldKey(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String or SpecialType.System_Object } => true,
        INamedTypeSymbol { IsGenericType: true, TypeKind: not TypeKind.Delegate } => true,
        { TypeKind: TypeKind.Enum or TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer } => false,
        { IsValueType: true, SpecialType: not SpecialType.None } => false,
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named => named.AllInterfaces.Any(static contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable),
        _ => true,
    };

    private static ITypeSymbol? Entry(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: [var first, ..] } => first,
        _ => null,
    };

    private static bool Has(ISymbol symbol, INamedTypeSymbol? attribute) => OptionSymbols.Has(symbol, attribute);

    private KeyMember? Read(IMethodSymbol method)
    {
        if (!Reaches(method.ContainingAssembly) || !MayBeMarked(method))
        {
            return null;
        }

        var sources = Contracts(method).Prepend(method).ToList();
        var (operation, key) = Operation(sources);
        var keys = method.Parameters
            .Where(parameter => operation is not null && (IsTypedKey(parameter.Type) || IsTypedKey(Entry(parameter.Type))) || Any(sources, parameter, symbols.OptionKeyName))
            .Select(static parameter => parameter.Ordinal)
            .ToImmutableArray();
        if (keys.IsEmpty && operation is null)
        {
            return null;
        }

        var type = ValueType(sources) ?? TypeOfKey(method);
        return new(
            operation,
            key,
            keys,
            method.Parameters.FirstOrDefault(parameter => Any(sources, parameter, symbols.OptionValue) || type is not null && !keys.Contains(parameter.Ordinal) && IsArgument(parameter.Type, type))?.Ordinal ?? -1,
            type,
            method.Parameters.FirstOrDefault(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, OptionChannel))?.Ordinal ?? -1);
    }

    // A large project has thousands of methods, nearly all without an attribute and without a contract: seen here, without a closer look.
    private static bool MayBeMarked(IMethodSymbol method)
    {
        if (method.IsOverride || !method.GetAttributes().IsEmpty || !method.ExplicitInterfaceImplementations.IsEmpty || method.AssociatedSymbol is IPropertySymbol)
        {
            return true;
        }

        foreach (var parameter in method.Parameters)
        {
            if (!parameter.GetAttributes().IsEmpty)
            {
                return true;
            }
        }

        return method is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, MethodKind: not MethodKind.Constructor, ContainingType: { TypeKind: not TypeKind.Interface, AllInterfaces.IsEmpty: false } };
    }

    private static bool IsArgument(ITypeSymbol type, ValueTypeArgument argument) =>
        type is ITypeParameterSymbol parameter && parameter.Ordinal == argument.Ordinal && parameter.DeclaringMethod is not null == argument.IsOfMethod;

    private static bool Any(List<IMethodSymbol> sources, IParameterSymbol parameter, INamedTypeSymbol? attribute) =>
        sources.Any(source => parameter.Ordinal < source.Parameters.Length
            && (Has(source.Parameters[parameter.Ordinal], attribute)
                || source.AssociatedSymbol is IPropertySymbol property && parameter.Ordinal < property.Parameters.Length && Has(property.Parameters[parameter.Ordinal], attribute)));

    private (OptionOperation? Operation, string? Key) Operation(List<IMethodSymbol> sources)
    {
        foreach (var source in sources)
        {
            foreach (var attribute in source.GetAttributes())
            {
                if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.OptionWrite))
                {
                    var operation = attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Enum, Value: int number }] ? (OptionOperation)number : OptionOperation.Set;
                    var key = attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Key").Value;
                    return (operation, key is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null);
                }
            }
        }

        return default;
    }

    private ValueTypeArgument? ValueType(List<IMethodSymbol> sources)
    {
        foreach (var source in sources)
        {
            if (source.TypeParameters.FirstOrDefault(parameter => Has(parameter, symbols.OptionValue)) is { } ofMethod)
            {
                return new(true, ofMethod.Ordinal);
            }
        }

        return sources[0].ContainingType?.TypeParameters.FirstOrDefault(parameter => Has(parameter, symbols.OptionValue)) is { } ofType ? new(false, ofType.Ordinal) : null;
    }

    // A typed key says the type of its value.
    private ValueTypeArgument? TypeOfKey(IMethodSymbol method) =>
        method.Parameters.Select(static parameter => parameter.Type).OfType<INamedTypeSymbol>().FirstOrDefault(IsTypedKey)?.TypeArguments is [ITypeParameterSymbol { DeclaringMethod: not null } parameter]
            ? new(true, parameter.Ordinal)
            : null;

    /// <summary>What a method overrides, and what it and those implement.</summary>
    private static IEnumerable<IMethodSymbol> Contracts(IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if (!SymbolEqualityComparer.Default.Equals(current, method))
            {
                yield return current;
            }

            foreach (var contract in current.ExplicitInterfaceImplementations)
            {
                yield return contract.OriginalDefinition;
            }

            if (current is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, ContainingType: { TypeKind: not TypeKind.Interface } type })
            {
                foreach (var contract in type.AllInterfaces.SelectMany(contract => contract.GetMembers(current.Name)).OfType<IMethodSymbol>())
                {
                    if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(contract), current))
                    {
                        yield return contract.OriginalDefinition;
                    }
                }
            }
        }
    }

    private static IEnumerable<ISymbol> Contracts(IPropertySymbol property)
    {
        for (var overridden = property.OverriddenProperty; overridden is not null; overridden = overridden.OverriddenProperty)
        {
            yield return overridden.OriginalDefinition;
        }

        foreach (var contract in property.ContainingType?.AllInterfaces.SelectMany(contract => contract.GetMembers(property.Name)) ?? [])
        {
            if (SymbolEqualityComparer.Default.Equals(property.ContainingType!.FindImplementationForInterfaceMember(contract), property))
            {
                yield return contract.OriginalDefinition;
            }
        }
    }

    /// <summary>Whether an assembly knows of options at all. Most calls go to the framework, which does not: one look-up dismisses them.</summary>
    public bool Reaches(IAssemblySymbol? assembly)
    {
        if (assembly is null)
        {
            return true; // Members that the compiler makes up; few.
        }

        if (_reaches.TryGetValue(assembly, out var known))
        {
            return known;
        }

        var visited = new HashSet<IAssemblySymbol>(SymbolEqualityComparer.Default);
        return _reaches.GetOrAdd(assembly, Search(assembly));

        bool Search(IAssemblySymbol from) =>
            visited.Add(from)
            && (SymbolEqualityComparer.Default.Equals(from, symbols.OptionGroup.ContainingAssembly)
                || from.Modules.Any(module => module.ReferencedAssemblySymbols.Any(Search)));
    }
}
