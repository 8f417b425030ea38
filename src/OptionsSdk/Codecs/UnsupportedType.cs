using OptionsSdk.Errors;

namespace OptionsSdk.Codecs;

/// <summary>Why a type cannot be the type of an option: of a composite, what is wrong with its first part that cannot.</summary>
/// <param name="Problem">What is wrong with the type, as a sentence that names it.</param>
/// <param name="Rule">Which types are supported.</param>
/// <param name="Remedy">What to use instead.</param>
/// <param name="Missing">The type, if a JSON context is all that it lacks.</param>
internal sealed record UnsupportedType(string Problem, string Rule, string Remedy, Type? Missing = null)
{
    private const string SupportedTypes =
        "An option holds a boolean, a number, a character, a text, an enumeration, a date, a time, a duration, a GUID, a URI, a version, any JSON, or immutable lists and dictionaries of these; with a JSON context also immutable types of your own.";

    private const string UserTypes =
        "A type of your own is one closed, immutable record, class or struct that JSON brings back whole: members that cannot be set, of types that options have, ImmutableArray<T>, ImmutableDictionary<string, T>, ImmutableSortedDictionary<string, T> or types of the same kind.";

    /// <summary>A type that no codec exists for.</summary>
    public static UnsupportedType WithoutCodec<T>() => new(
        $"The type '{typeof(T)}' is not supported.",
        SupportedTypes,
        "Use ImmutableArray<T> or IReadOnlyList<T> for lists and IReadOnlyDictionary<TKey, T> for maps; for a type of your own, name a JsonSerializerContext on the group: [OptionGroup(JsonContext = typeof(…))].",
        typeof(T));

    /// <summary>A type whose codec is not found by itself where no generated code names it.</summary>
    public static UnsupportedType WithoutRuntimeCodec<T>() => new(
        $"The type '{typeof(T)}' is not a built-in leaf type.",
        "Without a codec, an option holds a boolean, a number, a character, a text, a date, a time, a duration, a GUID, a URI, a version, any JSON, or a nullable of these.",
        "Give the codec of an enumeration, an ImmutableArray<T>, an IReadOnlyList<T> or an IReadOnlyDictionary<TKey, T>, as OptionCodecs makes them, or that of a type of your own, which OptionCodecs.Of makes of its JSON context.");

    /// <summary>A reference type with a question mark, of which only the question mark is not supported.</summary>
    public static UnsupportedType NullableReference<T>(OptionCodec<T> type) => new(
        $"The type '{typeof(T)}?' is a nullable reference type.",
        "Only value types can be nullable: the question mark of a reference type does not exist at run time.",
        type.HasEmpty ? $"Make it non-nullable; an empty {type.TypeName} is its empty value." : "Make it non-nullable and give it a default.");

    /// <summary>A type whose values cannot be the names of a JSON object's properties.</summary>
    public static UnsupportedType DictionaryKey<T>() => new(
        $"The type '{typeof(T)}' cannot be the key of a dictionary.",
        "The keys of a dictionary are texts, whole numbers or members of an enumeration.",
        "Use a key of one of these types.");

    /// <summary>A user's type that the group's JSON context does not have.</summary>
    public static UnsupportedType NotInContext(Type type, Type context) => new(
        $"The type '{type}' is not supported, and the JSON context '{context}' does not have it.",
        SupportedTypes,
        $"Add [JsonSerializable(typeof({NameOf(type)}))] to the context.");

    /// <summary>A user's type whose values may be of other types.</summary>
    public static UnsupportedType OpenType(Type type, string why) => new(
        $"The type '{type}' {why}, so that stored JSON would choose the type of its value.",
        UserTypes,
        "Use one sealed type whose members say what it may be, or JsonElement.");

    /// <summary>A collection inside a user's type that can be changed or has no canonical order.</summary>
    public static UnsupportedType MemberCollection(Type type) => new(
        $"The collection '{type}' cannot be a user's type or a member of one.",
        UserTypes,
        "Use ImmutableArray<T>, ImmutableDictionary<string, T> or ImmutableSortedDictionary<string, T> for members, and IReadOnlyList<T> or IReadOnlyDictionary<TKey, T> only as the type of the option itself.");

    /// <summary>A type inside a user's type of which nothing is known but its converter.</summary>
    public static UnsupportedType WithoutShape(Type type) => new(
        $"The type '{type}' has no members that the JSON context knows, or a converter of its own.",
        UserTypes,
        "Remove the converter, or use a type that options have.");

    /// <summary>A user's type that loses everything on its way through JSON.</summary>
    public static UnsupportedType WithoutMembers(Type type) => new(
        $"JSON brings no member of the type '{type}' back.",
        UserTypes,
        "Give it a constructor whose parameters are named like its properties (with [JsonConstructor] where there are several, and in structs), or init-only properties.");

    /// <summary>An enumeration inside a user's type that its JSON context writes in other words.</summary>
    public static UnsupportedType OwnWords(Type type) => new(
        $"The JSON context writes the enumeration '{type}' in words of its own.",
        "Enumerations are written by the names of their members.",
        "Remove the naming policy or the member names of its converter.");

    /// <summary>Two members of a user's type that settings could not tell apart.</summary>
    public static UnsupportedType SameName(Type type, string member) => new(
        $"The type '{type}' has two members named '{member}', if letters are not told apart by case.",
        "Settings do not tell names apart by case.",
        "Rename one of them.");

    /// <summary>A member that a user's type must not have as it is.</summary>
    public static UnsupportedType Member(Type type, string member, string why, string remedy) => new(
        $"The member '{member}' of the type '{type}' {why}.", UserTypes, remedy);

    /// <summary>A user's type that the serializer itself refuses.</summary>
    public static UnsupportedType RefusedBySerializer(Type type, string words) => new(
        $"The JSON context cannot read or write the type '{type}': {words}",
        UserTypes,
        "Change the type or its JSON attributes.");

    /// <summary>The error of a registration that meets the type.</summary>
    /// <param name="key">The option's key, or <see langword="null"/> where there is no option yet.</param>
    public OptionRegistrationException Refuse(string? key) => new(OptionErrorIds.UnsupportedType, key, Problem, Rule, Remedy);

    private static string NameOf(Type type) => type.Name.Split('`')[0];
}
