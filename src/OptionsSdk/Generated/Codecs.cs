using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using OptionsSdk.Codecs;
using OptionsSdk.Codecs.UserTypes;

namespace OptionsSdk.Generated;

/// <summary>
/// Finds the codec of a type by overload resolution. A composite takes the codecs of its parts in the order of its type arguments, and
/// is unsupported if one of them is. Called by generated code. Not for use by hand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Codecs
{
    /// <summary>The last resort, which always compiles: a type without a codec fails registration by name.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="tag">Carries the type.</param>
    /// <param name="parts">The codecs of the type's parts.</param>
    /// <returns>A codec that registration refuses.</returns>
    public static OptionCodec<T> For<T>(Tag<T> tag, params OptionCodec[] parts)
    {
        // Only a type with a question mark is its own part, and only that of a reference type comes here.
        ArgumentNullException.ThrowIfNull(parts);
        return new UnsupportedCodec<T>(
            parts is [OptionCodec<T> type] ? type.Unsupported ?? UnsupportedType.NullableReference(type) : UnsupportedType.WithoutCodec<T>());
    }

    /// <summary>Asks a group's JSON context for the codec of a type that no other overload knows: a type of the user's own.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="context">The JSON context that the group names.</param>
    /// <param name="codec">What overload resolution found.</param>
    /// <returns>The codec; of a type that options cannot hold one that registration refuses by name.</returns>
    public static OptionCodec<T> In<T>(JsonSerializerContext context, OptionCodec<T> codec)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(codec);
        return codec.Unsupported?.Missing == typeof(T) ? UserTypes.Of(context).Find<T>() : codec;
    }

    /// <summary>The codec of <see cref="bool"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<bool> For(Tag<bool> tag) => BooleanCodec.Instance;

    /// <summary>The codec of <see cref="sbyte"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<sbyte> For(Tag<sbyte> tag) => IntegerCodec<sbyte>.Instance;

    /// <summary>The codec of <see cref="byte"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<byte> For(Tag<byte> tag) => IntegerCodec<byte>.Instance;

    /// <summary>The codec of <see cref="short"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<short> For(Tag<short> tag) => IntegerCodec<short>.Instance;

    /// <summary>The codec of <see cref="ushort"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<ushort> For(Tag<ushort> tag) => IntegerCodec<ushort>.Instance;

    /// <summary>The codec of <see cref="int"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<int> For(Tag<int> tag) => IntegerCodec<int>.Instance;

    /// <summary>The codec of <see cref="uint"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<uint> For(Tag<uint> tag) => IntegerCodec<uint>.Instance;

    /// <summary>The codec of <see cref="long"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<long> For(Tag<long> tag) => IntegerCodec<long>.Instance;

    /// <summary>The codec of <see cref="ulong"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<ulong> For(Tag<ulong> tag) => IntegerCodec<ulong>.Instance;

    /// <summary>The codec of <see cref="float"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<float> For(Tag<float> tag) => FloatingPointCodec<float>.Instance;

    /// <summary>The codec of <see cref="double"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<double> For(Tag<double> tag) => FloatingPointCodec<double>.Instance;

    /// <summary>The codec of <see cref="decimal"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<decimal> For(Tag<decimal> tag) => DecimalCodec.Instance;

    /// <summary>The codec of <see cref="char"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<char> For(Tag<char> tag) => CharacterCodec.Instance;

    /// <summary>The codec of <see cref="string"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<string> For(Tag<string> tag) => TextCodec.Instance;

    /// <summary>The codec of <see cref="TimeSpan"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<TimeSpan> For(Tag<TimeSpan> tag) => TimeSpanCodec.Instance;

    /// <summary>The codec of <see cref="DateTimeOffset"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<DateTimeOffset> For(Tag<DateTimeOffset> tag) => DateTimeOffsetCodec.Instance;

    /// <summary>The codec of <see cref="DateOnly"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<DateOnly> For(Tag<DateOnly> tag) => DateOnlyCodec.Instance;

    /// <summary>The codec of <see cref="TimeOnly"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<TimeOnly> For(Tag<TimeOnly> tag) => TimeOnlyCodec.Instance;

    /// <summary>The codec of <see cref="Guid"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<Guid> For(Tag<Guid> tag) => GuidCodec.Instance;

    /// <summary>The codec of <see cref="Uri"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<Uri> For(Tag<Uri> tag) => UriCodec.Instance;

    /// <summary>The codec of <see cref="Version"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<Version> For(Tag<Version> tag) => VersionCodec.Instance;

    /// <summary>The codec of <see cref="JsonElement"/>.</summary>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<JsonElement> For(Tag<JsonElement> tag) => JsonElementCodec.Instance;

    /// <summary>The codec of an enumeration.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <param name="tag">Carries the type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<TEnum> For<TEnum>(Tag<TEnum> tag)
        where TEnum : struct, Enum => EnumerationCodec<TEnum>.Instance;

    /// <summary>The codec of a nullable value type.</summary>
    /// <typeparam name="T">The value type.</typeparam>
    /// <param name="tag">Carries the type.</param>
    /// <param name="value">The codec of the value type.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<T?> For<T>(Tag<T?> tag, OptionCodec<T> value)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Unsupported is { } reason ? new UnsupportedCodec<T?>(reason) : new NullableCodec<T>(value);
    }

    /// <summary>The codec of a list.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="tag">Carries the type.</param>
    /// <param name="item">The codec of the items.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<ImmutableArray<T>> For<T>(Tag<ImmutableArray<T>> tag, OptionCodec<T> item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Unsupported is { } reason ? new UnsupportedCodec<ImmutableArray<T>>(reason) : new ImmutableArrayCodec<T>(item);
    }

    /// <summary>The codec of a list.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="tag">Carries the type.</param>
    /// <param name="item">The codec of the items.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<IReadOnlyList<T>> For<T>(Tag<IReadOnlyList<T>> tag, OptionCodec<T> item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Unsupported is { } reason ? new UnsupportedCodec<IReadOnlyList<T>>(reason) : new ReadOnlyListCodec<T>(item);
    }

    /// <summary>The codec of a dictionary whose keys are texts, whole numbers or enumeration members.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="tag">Carries the type.</param>
    /// <param name="key">The codec of the keys.</param>
    /// <param name="item">The codec of the values.</param>
    /// <returns>The codec.</returns>
    public static OptionCodec<IReadOnlyDictionary<TKey, T>> For<TKey, T>(Tag<IReadOnlyDictionary<TKey, T>> tag, OptionCodec<TKey> key, OptionCodec<T> item)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(item);

        if ((key.Unsupported ?? item.Unsupported) is { } reason)
        {
            return new UnsupportedCodec<IReadOnlyDictionary<TKey, T>>(reason);
        }

        // The interface lets keys be nullable; the types that can be keys never are.
#pragma warning disable CS8714
        return key is IDictionaryKeyCodec<TKey> names
            ? new ReadOnlyDictionaryCodec<TKey, T>(names, key, item)
            : new UnsupportedCodec<IReadOnlyDictionary<TKey, T>>(UnsupportedType.DictionaryKey<TKey>());
#pragma warning restore CS8714
    }
}
