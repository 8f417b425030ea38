using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OptionsSdk.Generated;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>The leaves that members of users' types can be, besides enumerations, each with the converter that gives it the form of options.</summary>
internal static class LeafTypes
{
    private static readonly ImmutableArray<(OptionCodec Codec, JsonConverter Converter)> All =
    [
        Leaf(Generated.Codecs.For(default(Tag<bool>))),
        Leaf(Generated.Codecs.For(default(Tag<sbyte>))),
        Leaf(Generated.Codecs.For(default(Tag<byte>))),
        Leaf(Generated.Codecs.For(default(Tag<short>))),
        Leaf(Generated.Codecs.For(default(Tag<ushort>))),
        Leaf(Generated.Codecs.For(default(Tag<int>))),
        Leaf(Generated.Codecs.For(default(Tag<uint>))),
        Leaf(Generated.Codecs.For(default(Tag<long>))),
        Leaf(Generated.Codecs.For(default(Tag<ulong>))),
        Leaf(Generated.Codecs.For(default(Tag<float>))),
        Leaf(Generated.Codecs.For(default(Tag<double>))),
        Leaf(Generated.Codecs.For(default(Tag<decimal>))),
        Leaf(Generated.Codecs.For(default(Tag<char>))),
        Leaf(Generated.Codecs.For(default(Tag<string>))),
        Leaf(Generated.Codecs.For(default(Tag<TimeSpan>))),
        Leaf(Generated.Codecs.For(default(Tag<DateTimeOffset>))),
        Leaf(Generated.Codecs.For(default(Tag<DateOnly>))),
        Leaf(Generated.Codecs.For(default(Tag<TimeOnly>))),
        Leaf(Generated.Codecs.For(default(Tag<Guid>))),
        Leaf(Generated.Codecs.For(default(Tag<Uri>))),
        Leaf(Generated.Codecs.For(default(Tag<Version>))),
        Leaf(Generated.Codecs.For(default(Tag<JsonElement>))),
    ];

    private static readonly FrozenDictionary<Type, OptionCodec> Codecs = All.Select(static leaf => leaf.Codec).ToFrozenDictionary(static codec => codec.ValueType);

    public static IEnumerable<JsonConverter> Converters => All.Select(static leaf => leaf.Converter);

    public static OptionCodec? Find(Type type) => Codecs.GetValueOrDefault(type);

    private static (OptionCodec Codec, JsonConverter Converter) Leaf<T>(OptionCodec<T> codec) => (codec, new LeafConverter<T>(codec));
}
