using OptionsSdk.Errors;

namespace OptionsSdk.Codecs;

/// <summary>Why a type cannot be the type of an option: of a composite, what is wrong with its first part that cannot.</summary>
/// <param name="Problem">What is wrong with the type, as a sentence that names it.</param>
/// <param name="Rule">Which types are supported.</param>
/// <param name="Remedy">What to use instead.</param>
internal sealed record UnsupportedType(string Problem, string Rule, string Remedy)
{
    private const string SupportedTypes =
        "An option holds a boolean, a number, a character, a text, an enumeration, a date, a time, a duration, a GUID, a URI, a version, any JSON, or immutable lists and dictionaries of these.";

    /// <summary>A type that no codec exists for.</summary>
    public static UnsupportedType WithoutCodec<T>() => new(
        $"The type '{typeof(T)}' is not supported.",
        SupportedTypes,
        "Use ImmutableArray<T> or IReadOnlyList<T> for lists and IReadOnlyDictionary<TKey, T> for maps.");

    /// <summary>A type whose codec is not found by itself where no generated code names it.</summary>
    public static UnsupportedType WithoutRuntimeCodec<T>() => new(
        $"The type '{typeof(T)}' is not a built-in leaf type.",
        "Without a codec, an option holds a boolean, a number, a character, a text, a date, a time, a duration, a GUID, a URI, a version, any JSON, or a nullable of these.",
        "Give the codec of an enumeration, an ImmutableArray<T>, an IReadOnlyList<T> or an IReadOnlyDictionary<TKey, T>, as OptionCodecs makes them; other types are not supported.");

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

    /// <summary>The error of a registration that meets the type.</summary>
    /// <param name="key">The option's key, or <see langword="null"/> where there is no option yet.</param>
    public OptionRegistrationException Refuse(string? key) => new(OptionErrorIds.UnsupportedType, key, Problem, Rule, Remedy);
}
