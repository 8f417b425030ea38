using System.Collections.Frozen;
using System.Text.Json;
using OptionsSdk.Generated;

namespace OptionsSdk.Codecs;

/// <summary>Finds the codec of a built-in leaf type where no generated code names it: options registered at run time.</summary>
internal static class RuntimeCodecs
{
    private static readonly FrozenDictionary<Type, OptionCodec> ByType = new OptionCodec[]
    {
        Generated.Codecs.For(default(Tag<bool>)),
        Generated.Codecs.For(default(Tag<sbyte>)),
        Generated.Codecs.For(default(Tag<byte>)),
        Generated.Codecs.For(default(Tag<short>)),
        Generated.Codecs.For(default(Tag<ushort>)),
        Generated.Codecs.For(default(Tag<int>)),
        Generated.Codecs.For(default(Tag<uint>)),
        Generated.Codecs.For(default(Tag<long>)),
        Generated.Codecs.For(default(Tag<ulong>)),
        Generated.Codecs.For(default(Tag<float>)),
        Generated.Codecs.For(default(Tag<double>)),
        Generated.Codecs.For(default(Tag<decimal>)),
        Generated.Codecs.For(default(Tag<string>)),
        Generated.Codecs.For(default(Tag<TimeSpan>)),
        Generated.Codecs.For(default(Tag<DateTimeOffset>)),
        Generated.Codecs.For(default(Tag<DateOnly>)),
        Generated.Codecs.For(default(Tag<TimeOnly>)),
        Generated.Codecs.For(default(Tag<Guid>)),
        Generated.Codecs.For(default(Tag<Uri>)),
        Generated.Codecs.For(default(Tag<Version>)),
        Generated.Codecs.For(default(Tag<JsonElement>)),
    }.ToFrozenDictionary(static codec => codec.ValueType);

    /// <summary>The type's codec, or one that registration refuses by name.</summary>
    public static OptionCodec<T> Find<T>() => ByType.GetValueOrDefault(typeof(T)) as OptionCodec<T> ?? new UnsupportedCodec<T>(UnsupportedType.WithoutCodec<T>());
}
