using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Validation;

/// <summary>The types that options hold by themselves, as the runtime's codecs know them.</summary>
internal static class LeafTypes
{
    public const string TimeSpan = "System.TimeSpan";
    public const string DateTimeOffset = "System.DateTimeOffset";
    public const string DateOnly = "System.DateOnly";
    public const string TimeOnly = "System.TimeOnly";
    public const string Guid = "System.Guid";
    public const string Uri = "System.Uri";
    public const string Version = "System.Version";
    public const string JsonElement = "System.Text.Json.JsonElement";

    public const string ImmutableArray = "System.Collections.Immutable.ImmutableArray`1";
    public const string List = "System.Collections.Generic.IReadOnlyList`1";
    public const string Dictionary = "System.Collections.Generic.IReadOnlyDictionary`2";

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal) { TimeSpan, DateTimeOffset, DateOnly, TimeOnly, Guid, Uri, Version, JsonElement };

    private static readonly HashSet<string> ComparableOthers = new(StringComparer.Ordinal) { TimeSpan, DateTimeOffset, DateOnly, TimeOnly, Version };

    /// <summary>The metadata name of a type's definition; empty for types that have none, such as arrays.</summary>
    public static string NameOf(ITypeSymbol type) => type is INamedTypeSymbol named ? ManifestReader.MetadataName(named.OriginalDefinition) : "";

    public static bool IsLeaf(ITypeSymbol type) =>
        IsNumber(type)
        || type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String
        || type.TypeKind == TypeKind.Enum
        || Others.Contains(NameOf(type));

    public static bool IsWholeNumber(ITypeSymbol type) => type.SpecialType is
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
        or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64;

    public static bool IsNumber(ITypeSymbol type) =>
        IsWholeNumber(type) || type.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal;

    /// <summary>Whether ranges of texts may limit the type.</summary>
    public static bool IsComparable(ITypeSymbol type) =>
        IsNumber(type) || type.SpecialType == SpecialType.System_Char || ComparableOthers.Contains(NameOf(type));

    /// <summary>Whether values can be the names of a JSON object's properties.</summary>
    public static bool IsDictionaryKey(ITypeSymbol type) =>
        IsWholeNumber(type) || type.SpecialType == SpecialType.System_String || type.TypeKind == TypeKind.Enum;

    /// <summary>Whether an option of the type may do without a default.</summary>
    public static bool HasEmpty(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum
            ? EnumerationMembers.AreDefined((INamedTypeSymbol)type, 0)
            : type.SpecialType != SpecialType.System_Char && NameOf(type) is not (Uri or Version or JsonElement) && (IsLeaf(type) || IsNullableValue(type) || IsComposite(type));

    public static bool IsList(ITypeSymbol type) => NameOf(type) is ImmutableArray or List;

    public static bool IsComposite(ITypeSymbol type) => NameOf(type) is ImmutableArray or List or Dictionary or JsonElement;

    /// <summary>The value type of a nullable one; other types as they are.</summary>
    public static ITypeSymbol WithoutNullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } ? value : type;

    public static bool IsNullableValue(ITypeSymbol type) => !ReferenceEquals(WithoutNullable(type), type);
}
