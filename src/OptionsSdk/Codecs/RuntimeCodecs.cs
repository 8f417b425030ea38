using System.Collections.Frozen;
using System.Text.Json;
using OptionsSdk.Generated;

namespace OptionsSdk.Codecs;

/// <summary>
/// Finds the codec of a built-in leaf type or its nullable where no generated code names it: options registered at run time. Those of
/// enumerations and composites cannot be found without reflection, so whoever registers the option gives them.
/// </summary>
internal static class RuntimeCodecs
{
    private static readonly FrozenDictionary<Type, OptionCodec> ByType = ((OptionCodec[])
    [
        .. WithNullable(Generated.Codecs.For(default(Tag<bool>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<sbyte>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<byte>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<short>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<ushort>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<int>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<uint>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<long>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<ulong>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<float>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<double>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<decimal>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<char>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<TimeSpan>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<DateTimeOffset>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<DateOnly>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<TimeOnly>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<Guid>))),
        .. WithNullable(Generated.Codecs.For(default(Tag<JsonElement>))),
        Generated.Codecs.For(default(Tag<string>)),
        Generated.Codecs.For(default(Tag<Uri>)),
        Generated.Codecs.For(default(Tag<Version>)),
    ]).ToFrozenDictionary(static codec => codec.ValueType);

    /// <summary>The type's codec, or one that registration refuses by name.</summary>
    public static OptionCodec<T> Find<T>() =>
        ByType.GetValueOrDefault(typeof(T)) as OptionCodec<T> ?? new UnsupportedCodec<T>(UnsupportedType.WithoutRuntimeCodec<T>());

    private static OptionCodec[] WithNullable<T>(OptionCodec<T> codec)
        where T : struct => [codec, Generated.Codecs.For(default(Tag<T?>), codec)];
}
