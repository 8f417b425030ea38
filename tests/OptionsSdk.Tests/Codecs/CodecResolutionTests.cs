using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using OptionsSdk.Codecs;
using OptionsSdk.Generated;
using Find = OptionsSdk.Generated.Codecs;

namespace OptionsSdk.Tests.Codecs;

/// <summary>Overload resolution finds the codec that is meant, and the last resort for everything else.</summary>
public sealed class CodecResolutionTests
{
    [Fact]
    public void Every_leaf_type_has_its_own_codec()
    {
        Assert.IsType<BooleanCodec>(Find.For(default(Tag<bool>)));
        Assert.IsType<IntegerCodec<sbyte>>(Find.For(default(Tag<sbyte>)));
        Assert.IsType<IntegerCodec<byte>>(Find.For(default(Tag<byte>)));
        Assert.IsType<IntegerCodec<short>>(Find.For(default(Tag<short>)));
        Assert.IsType<IntegerCodec<ushort>>(Find.For(default(Tag<ushort>)));
        Assert.IsType<IntegerCodec<int>>(Find.For(default(Tag<int>)));
        Assert.IsType<IntegerCodec<uint>>(Find.For(default(Tag<uint>)));
        Assert.IsType<IntegerCodec<long>>(Find.For(default(Tag<long>)));
        Assert.IsType<IntegerCodec<ulong>>(Find.For(default(Tag<ulong>)));
        Assert.IsType<FloatingPointCodec<float>>(Find.For(default(Tag<float>)));
        Assert.IsType<FloatingPointCodec<double>>(Find.For(default(Tag<double>)));
        Assert.IsType<DecimalCodec>(Find.For(default(Tag<decimal>)));
        Assert.IsType<CharacterCodec>(Find.For(default(Tag<char>)));
        Assert.IsType<TextCodec>(Find.For(default(Tag<string>)));
        Assert.IsType<EnumerationCodec<Shade>>(Find.For(default(Tag<Shade>)));
        Assert.IsType<TimeSpanCodec>(Find.For(default(Tag<TimeSpan>)));
        Assert.IsType<DateTimeOffsetCodec>(Find.For(default(Tag<DateTimeOffset>)));
        Assert.IsType<DateOnlyCodec>(Find.For(default(Tag<DateOnly>)));
        Assert.IsType<TimeOnlyCodec>(Find.For(default(Tag<TimeOnly>)));
        Assert.IsType<GuidCodec>(Find.For(default(Tag<Guid>)));
        Assert.IsType<UriCodec>(Find.For(default(Tag<Uri>)));
        Assert.IsType<VersionCodec>(Find.For(default(Tag<Version>)));
        Assert.IsType<JsonElementCodec>(Find.For(default(Tag<JsonElement>)));
    }

    [Fact]
    public void Composites_take_the_codecs_of_their_parts()
    {
        var number = Find.For(default(Tag<int>));
        var text = Find.For(default(Tag<string>));

        Assert.IsType<NullableCodec<int>>(Find.For(default(Tag<int?>), number));
        Assert.IsType<ImmutableArrayCodec<int>>(Find.For(default(Tag<ImmutableArray<int>>), number));
        Assert.IsType<ReadOnlyListCodec<int>>(Find.For(default(Tag<IReadOnlyList<int>>), number));
        Assert.IsType<ReadOnlyDictionaryCodec<string, int>>(Find.For(default(Tag<IReadOnlyDictionary<string, int>>), text, number));
        Assert.IsType<NullableCodec<ImmutableArray<int>>>(Find.For(default(Tag<ImmutableArray<int>?>), Find.For(default(Tag<ImmutableArray<int>>), number)));
    }

    [Fact]
    public void Types_without_a_codec_take_the_last_resort()
    {
        var number = Find.For(default(Tag<int>));
        var text = Find.For(default(Tag<string>));
        OptionCodec[] codecs =
        [
            Find.For(default(Tag<object>)),
            Find.For(default(Tag<DateTime>)),
            Find.For(default(Tag<Half>)),
            Find.For(default(Tag<Int128>)),
            Find.For(default(Tag<Rune>)),
            Find.For(default(Tag<Enum>)),
            Find.For(default(Tag<int[]>)),
            Find.For(default(Tag<List<int>>), number),
            Find.For(default(Tag<IList<int>>), number),
            Find.For(default(Tag<IEnumerable<int>>), number),
            Find.For(default(Tag<ImmutableList<int>>), number),
            Find.For(default(Tag<Dictionary<string, int>>), text, number),
            Find.For(default(Tag<ImmutableDictionary<string, int>>), text, number),
            Find.For(default(Tag<(int, int)>), number, number),
            Find.For(default(Tag<ImmutableArray<int>>)),
        ];

        Assert.All(codecs, codec => Assert.NotNull(codec.Unsupported));
    }

    [Fact]
    public void A_composite_with_an_unsupported_part_is_unsupported()
    {
        var number = Find.For(default(Tag<int>));
        var moment = Find.For(default(Tag<DateTime>));

        Assert.NotNull(Find.For(default(Tag<DateTime?>), moment).Unsupported);
        Assert.NotNull(Find.For(default(Tag<ImmutableArray<DateTime>>), moment).Unsupported);
        Assert.NotNull(Find.For(default(Tag<IReadOnlyList<DateTime>>), moment).Unsupported);
        Assert.NotNull(Find.For(default(Tag<IReadOnlyDictionary<int, DateTime>>), number, moment).Unsupported);
        Assert.NotNull(Find.For(default(Tag<IReadOnlyList<ImmutableArray<DateTime>>>), Find.For(default(Tag<ImmutableArray<DateTime>>), moment)).Unsupported);
    }

    [Fact]
    public void A_dictionary_takes_texts_whole_numbers_and_enumerations_as_keys_and_nothing_else()
    {
        var number = Find.For(default(Tag<int>));

        Assert.Null(Find.For(default(Tag<IReadOnlyDictionary<sbyte, int>>), Find.For(default(Tag<sbyte>)), number).Unsupported);
        Assert.Null(Find.For(default(Tag<IReadOnlyDictionary<Severity, int>>), Find.For(default(Tag<Severity>)), number).Unsupported);
        Assert.NotNull(Find.For(default(Tag<IReadOnlyDictionary<bool, int>>), Find.For(default(Tag<bool>)), number).Unsupported);
        Assert.NotNull(Find.For(default(Tag<IReadOnlyDictionary<double, int>>), Find.For(default(Tag<double>)), number).Unsupported);
        Assert.NotNull(Find.For(default(Tag<IReadOnlyDictionary<Guid, int>>), Find.For(default(Tag<Guid>)), number).Unsupported);
        Assert.NotNull(Find.For(default(Tag<IReadOnlyDictionary<int?, int>>), Find.For(default(Tag<int?>), number), number).Unsupported);
        Assert.NotNull(Find.For(default(Tag<IReadOnlyDictionary<DateTime, int>>), Find.For(default(Tag<DateTime>)), number).Unsupported);
    }

    [Theory]
    [InlineData("int", "integer")]
    [InlineData("byte", "unsigned 8-bit integer")]
    [InlineData("long", "64-bit integer")]
    [InlineData("int?", "optional integer")]
    [InlineData("enum", "Shade")]
    [InlineData("IReadOnlyList", "list of number")]
    [InlineData("IReadOnlyDictionary of int", "dictionary from integer to number")]
    [InlineData("JsonElement", "any JSON")]
    public void Types_have_readable_names(string name, string expected) => Assert.Equal(expected, CodecExamples.Get(name).Codec.TypeName);
}
