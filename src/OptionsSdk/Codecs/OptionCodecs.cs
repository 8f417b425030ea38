using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OptionsSdk.Codecs;
using OptionsSdk.Codecs.UserTypes;
using OptionsSdk.Errors;
using OptionsSdk.Generated;

namespace OptionsSdk;

/// <summary>
/// Makes the codecs of the types that options hold, for <see cref="OptionManager.Register{T}"/>; generated options find theirs by
/// themselves. Codecs of lists, dictionaries and nullables are made of those of their parts, to any depth. All members are safe for
/// concurrent use.
/// </summary>
/// <example>
/// <code>
/// manager.Register&lt;IReadOnlyDictionary&lt;string, int&gt;&gt;(
///     "quotas", new Dictionary&lt;string, int&gt;(), codec: OptionCodecs.Dictionary(OptionCodecs.Of&lt;string&gt;(), OptionCodecs.Of&lt;int&gt;()));
/// </code>
/// </example>
public static class OptionCodecs
{
    /// <summary>
    /// The codec of a built-in leaf type: a boolean, a number, a character, a text, a date, a time, a duration, a GUID, a URI, a version
    /// or any JSON; also of a nullable of such a value type.
    /// </summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The codec.</returns>
    /// <exception cref="OptionRegistrationException">The type is another one (<see cref="OptionErrorIds.UnsupportedType"/>).</exception>
    public static OptionCodec<T> Of<T>() => Require(RuntimeCodecs.Find<T>());

    /// <summary>
    /// The codec of an immutable type of your own, by the JSON context that has <c>[JsonSerializable(typeof(T))]</c>; of a built-in leaf type
    /// what <see cref="Of{T}()"/> gives.
    /// </summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="context">The JSON context, usually the static <c>Default</c> of the user's own.</param>
    /// <returns>The codec.</returns>
    /// <exception cref="OptionRegistrationException">
    /// The context does not have the type, or options cannot hold it: it can be changed, is polymorphic, or JSON does not bring all of it
    /// back (<see cref="OptionErrorIds.UnsupportedType"/>).
    /// </exception>
    public static OptionCodec<T> Of<T>(JsonSerializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return RuntimeCodecs.Find<T>() is { Unsupported: null } leaf ? leaf : Require(UserTypes.Of(context).Find<T>());
    }

    /// <summary>The codec of an enumeration: its members by name, those of a <see cref="FlagsAttribute"/> enumeration as a list of names.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <returns>The codec.</returns>
    public static OptionCodec<TEnum> Enumeration<TEnum>()
        where TEnum : struct, Enum => Generated.Codecs.For(default(Tag<TEnum>));

    /// <summary>The codec of a nullable value type.</summary>
    /// <typeparam name="T">The value type.</typeparam>
    /// <param name="value">The codec of the value type.</param>
    /// <returns>The codec.</returns>
    /// <exception cref="OptionRegistrationException">The codec is that of a type that is not supported (<see cref="OptionErrorIds.UnsupportedType"/>).</exception>
    public static OptionCodec<T?> Nullable<T>(OptionCodec<T> value)
        where T : struct => Require(Generated.Codecs.For(default(Tag<T?>), value));

    /// <summary>The codec of an immutable array.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="item">The codec of the items.</param>
    /// <returns>The codec.</returns>
    /// <exception cref="OptionRegistrationException">The codec is that of a type that is not supported (<see cref="OptionErrorIds.UnsupportedType"/>).</exception>
    public static OptionCodec<ImmutableArray<T>> ImmutableArray<T>(OptionCodec<T> item) => Require(Generated.Codecs.For(default(Tag<ImmutableArray<T>>), item));

    /// <summary>The codec of a list. What options answer is immutable, whatever list a value was given as.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="item">The codec of the items.</param>
    /// <returns>The codec.</returns>
    /// <exception cref="OptionRegistrationException">The codec is that of a type that is not supported (<see cref="OptionErrorIds.UnsupportedType"/>).</exception>
    public static OptionCodec<IReadOnlyList<T>> List<T>(OptionCodec<T> item) => Require(Generated.Codecs.For(default(Tag<IReadOnlyList<T>>), item));

    /// <summary>The codec of a dictionary. What options answer is immutable, whatever dictionary a value was given as.</summary>
    /// <typeparam name="TKey">The type of the keys: a text, a whole number or an enumeration.</typeparam>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="key">The codec of the keys.</param>
    /// <param name="item">The codec of the values.</param>
    /// <returns>The codec.</returns>
    /// <exception cref="OptionRegistrationException">
    /// The type of the keys cannot be one, or a codec is that of a type that is not supported (<see cref="OptionErrorIds.UnsupportedType"/>).
    /// </exception>
    public static OptionCodec<IReadOnlyDictionary<TKey, T>> Dictionary<TKey, T>(OptionCodec<TKey> key, OptionCodec<T> item)
        where TKey : notnull => Require(Generated.Codecs.For(default(Tag<IReadOnlyDictionary<TKey, T>>), key, item));

    private static OptionCodec<T> Require<T>(OptionCodec<T> codec) => codec.Unsupported is { } reason ? throw reason.Refuse(null) : codec;
}
