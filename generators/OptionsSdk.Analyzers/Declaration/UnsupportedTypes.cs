using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OptionsSdk.Analyzers.Rules;
using OptionsSdk.Analyzers.Validation;

namespace OptionsSdk.Analyzers.Declaration;

/// <summary>Says of a type without a codec why, and what to use instead.</summary>
internal static class UnsupportedTypes
{
    private const string Supported =
        "use a boolean, a number, a character, a text, an enumeration, TimeSpan, DateTimeOffset, DateOnly, TimeOnly, Guid, Uri, Version, JsonElement, a nullable of such a value type, ImmutableArray<T>, IReadOnlyList<T> or IReadOnlyDictionary<TKey, T> of these";

    private static readonly Dictionary<string, string> Replacements = new(StringComparer.Ordinal)
    {
        ["System.DateTime"] = "DateTimeOffset",
        ["System.Half"] = "float",
        ["System.IntPtr"] = "long",
        ["System.UIntPtr"] = "ulong",
        ["System.UriBuilder"] = "Uri",
        ["System.Text.Rune"] = "string",
        ["System.Object"] = "JsonElement",
    };

    private static readonly Dictionary<string, string> MutableReplacements = new(StringComparer.Ordinal)
    {
        ["System.Text.StringBuilder"] = "string",
        ["System.Text.Json.JsonDocument"] = "JsonElement",
        ["System.Text.Json.Nodes.JsonNode"] = "JsonElement",
        ["System.Text.Json.Nodes.JsonObject"] = "JsonElement",
        ["System.Text.Json.Nodes.JsonArray"] = "ImmutableArray<JsonElement>",
        ["System.Text.Json.Nodes.JsonValue"] = "JsonElement",
        ["System.Collections.Specialized.StringCollection"] = "ImmutableArray<string>",
        ["System.Collections.Specialized.NameValueCollection"] = "IReadOnlyDictionary<string, string>",
    };

    private static readonly HashSet<string> MutableCollections = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.List`1",
        "System.Collections.Generic.IList`1",
        "System.Collections.Generic.ICollection`1",
        "System.Collections.Generic.LinkedList`1",
        "System.Collections.Generic.Queue`1",
        "System.Collections.Generic.Stack`1",
        "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.SortedSet`1",
        "System.Collections.Generic.ISet`1",
        "System.Collections.Generic.Dictionary`2",
        "System.Collections.Generic.IDictionary`2",
        "System.Collections.Generic.SortedDictionary`2",
        "System.Collections.Generic.SortedList`2",
        "System.Collections.Generic.OrderedDictionary`2",
        "System.Collections.Concurrent.ConcurrentBag`1",
        "System.Collections.Concurrent.ConcurrentQueue`1",
        "System.Collections.Concurrent.ConcurrentStack`1",
        "System.Collections.Concurrent.ConcurrentDictionary`2",
        "System.Collections.ObjectModel.Collection`1",
        "System.Collections.ObjectModel.ObservableCollection`1",
        "System.Collections.ObjectModel.KeyedCollection`2",
    };

    private static readonly HashSet<string> OtherCollections = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.IEnumerable`1",
        "System.Collections.Generic.IReadOnlyCollection`1",
        "System.Collections.Generic.IReadOnlySet`1",
        "System.Collections.Immutable.ImmutableList`1",
        "System.Collections.Immutable.IImmutableList`1",
        "System.Collections.Immutable.ImmutableHashSet`1",
        "System.Collections.Immutable.ImmutableSortedSet`1",
        "System.Collections.Immutable.IImmutableSet`1",
        "System.Collections.Immutable.ImmutableQueue`1",
        "System.Collections.Immutable.ImmutableStack`1",
        "System.Collections.Immutable.ImmutableDictionary`2",
        "System.Collections.Immutable.ImmutableSortedDictionary`2",
        "System.Collections.Immutable.IImmutableDictionary`2",
        "System.Collections.Frozen.FrozenSet`1",
        "System.Collections.Frozen.FrozenDictionary`2",
        "System.Collections.ObjectModel.ReadOnlyCollection`1",
        "System.Collections.ObjectModel.ReadOnlyDictionary`2",
        "System.Collections.ObjectModel.ReadOnlySet`1",
        "System.ReadOnlyMemory`1",
        "System.ReadOnlySpan`1",
    };

    public static TypeProblem Problem(TypeSyntax syntax, ITypeSymbol type) =>
        FindMutableReplacement(type) is { } immutable
            ? new(DeclarationRules.MutableType, syntax, NameOf(type), immutable)
            : new(DeclarationRules.UnsupportedType, syntax, NameOf(type), Reason(type), FindReplacement(type) is { } other ? $"use '{other}'" : Supported);

    /// <summary>Whether a type of the platform is one whose values can be changed.</summary>
    public static bool IsMutable(ITypeSymbol type) => FindMutableReplacement(type) is not null;

    public static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string Reason(ITypeSymbol type) => type switch
    {
        IDynamicTypeSymbol => "is known only at run time",
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => "is a pointer",
        ITypeParameterSymbol => "is a type parameter, but an option has one type",
        { TypeKind: TypeKind.Delegate } => "is a delegate, which nothing can store",
        { IsRefLikeType: true } => "cannot leave the stack",
        _ when LeafTypes.NameOf(type) is var name && name.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal) => "is not a value yet",
        _ => "has no codec",
    };

    private static string? FindMutableReplacement(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: not IPointerTypeSymbol and var item } => $"ImmutableArray<{Immutable(item)}>",
        INamedTypeSymbol named when MutableCollections.Contains(LeafTypes.NameOf(named)) => Collection(named),
        _ => MutableReplacements.TryGetValue(LeafTypes.NameOf(type), out var known) ? known : null,
    };

    /// <summary>What to use instead of a type of the platform that options do not have, if that is plain.</summary>
    public static string? FindReplacement(ITypeSymbol type) =>
        type is INamedTypeSymbol named && OtherCollections.Contains(LeafTypes.NameOf(named)) ? Collection(named)
        : Replacements.TryGetValue(LeafTypes.NameOf(type), out var known) ? known
        : null;

    private static string Collection(INamedTypeSymbol type) => type.TypeArguments switch
    {
        [var item] => $"ImmutableArray<{Immutable(item)}>",
        [var key, var item] => $"IReadOnlyDictionary<{Immutable(key)}, {Immutable(item)}>",
        _ => NameOf(type),
    };

    // Parts too, so that one repair is enough.
    private static string Immutable(ITypeSymbol part)
    {
        var plain = part.IsReferenceType ? part.WithNullableAnnotation(NullableAnnotation.None) : part;
        return FindMutableReplacement(plain) ?? FindReplacement(plain) ?? NameOf(plain);
    }
}
