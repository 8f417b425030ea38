using Microsoft.CodeAnalysis;

namespace OptionsSdk.CodeFixes.Syntax;

/// <summary>Which type of options takes the place of a type whose values can change.</summary>
/// <param name="compilation">Where the types are.</param>
internal sealed class ImmutableTypes(Compilation compilation)
{
    private const string List = "System.Collections.Immutable.ImmutableArray`1";
    private const string Dictionary = "System.Collections.Generic.IReadOnlyDictionary`2";

    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "List", "IList", "ICollection", "IEnumerable", "IReadOnlyCollection", "LinkedList", "Queue", "Stack", "HashSet", "ISet", "IReadOnlySet", "SortedSet",
        "Collection", "ReadOnlyCollection", "ObservableCollection", "ConcurrentBag", "ConcurrentQueue", "ConcurrentStack",
        "ImmutableList", "IImmutableList", "ImmutableHashSet", "IImmutableSet", "ImmutableSortedSet", "FrozenSet",
    };

    private static readonly HashSet<string> Dictionaries = new(StringComparer.Ordinal)
    {
        "Dictionary", "IDictionary", "SortedDictionary", "SortedList", "ConcurrentDictionary", "ReadOnlyDictionary", "OrderedDictionary",
        "ImmutableDictionary", "IImmutableDictionary", "ImmutableSortedDictionary", "FrozenDictionary",
    };

    /// <summary>The type that takes the place; the same type where nothing is to be replaced.</summary>
    public ITypeSymbol Of(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol { Rank: 1 } array:
                return Construct(List, type, array.ElementType);
            case INamedTypeSymbol { TypeArguments: [var item] } list when IsCollection(list, Lists):
                return Construct(List, type, item);
            case INamedTypeSymbol { TypeArguments: [var key, var item] } dictionary when IsCollection(dictionary, Dictionaries):
                return Construct(Dictionary, type, key, item);
            case INamedTypeSymbol { TypeArguments: { Length: 1 or 2 } arguments, Name: "ImmutableArray" or "IReadOnlyList" or "IReadOnlyDictionary", ContainingType: null } composite:
                var changed = arguments.Select(Of).ToArray();
                return changed.SequenceEqual(arguments, SymbolEqualityComparer.Default) ? type : composite.OriginalDefinition.Construct(changed);
            default:
                return type;
        }
    }

    private static bool IsCollection(INamedTypeSymbol type, HashSet<string> names) =>
        names.Contains(type.Name)
        && type.ContainingNamespace.ToDisplayString() is var scope
        && (scope == "System.Collections" || scope.StartsWith("System.Collections.", StringComparison.Ordinal));

    private ITypeSymbol Construct(string metadataName, ITypeSymbol original, params ITypeSymbol[] arguments) =>
        compilation.GetTypeByMetadataName(metadataName) is { } definition ? definition.Construct([.. arguments.Select(Of)]) : original;
}
