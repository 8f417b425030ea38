using System.Collections.Immutable;
using System.Text.Json;
using OptionsSdk.Codecs;
using OptionsSdk.Errors;
using OptionsSdk.Generated;
using Find = OptionsSdk.Generated.Codecs;

namespace OptionsSdk.Tests.Codecs;

/// <summary>The codecs that people name are those that generated code finds.</summary>
public sealed class OptionCodecsTests
{
    [Fact]
    public void Every_leaf_type_is_found_and_so_is_its_nullable()
    {
        AssertFound(Find.For(default(Tag<bool>)));
        AssertFound(Find.For(default(Tag<sbyte>)));
        AssertFound(Find.For(default(Tag<byte>)));
        AssertFound(Find.For(default(Tag<short>)));
        AssertFound(Find.For(default(Tag<ushort>)));
        AssertFound(Find.For(default(Tag<int>)));
        AssertFound(Find.For(default(Tag<uint>)));
        AssertFound(Find.For(default(Tag<long>)));
        AssertFound(Find.For(default(Tag<ulong>)));
        AssertFound(Find.For(default(Tag<float>)));
        AssertFound(Find.For(default(Tag<double>)));
        AssertFound(Find.For(default(Tag<decimal>)));
        AssertFound(Find.For(default(Tag<char>)));
        AssertFound(Find.For(default(Tag<TimeSpan>)));
        AssertFound(Find.For(default(Tag<DateTimeOffset>)));
        AssertFound(Find.For(default(Tag<DateOnly>)));
        AssertFound(Find.For(default(Tag<TimeOnly>)));
        AssertFound(Find.For(default(Tag<Guid>)));
        AssertFound(Find.For(default(Tag<JsonElement>)));
        Assert.Same(Find.For(default(Tag<string>)), OptionCodecs.Of<string>());
        Assert.Same(Find.For(default(Tag<Uri>)), OptionCodecs.Of<Uri>());
        Assert.Same(Find.For(default(Tag<Version>)), OptionCodecs.Of<Version>());
    }

    [Fact]
    public void A_type_that_is_no_leaf_is_refused_with_what_to_do()
    {
        AssertRefused("OptionCodecs", OptionCodecs.Of<Shade>);
        AssertRefused("OptionCodecs", OptionCodecs.Of<Shade?>);
        AssertRefused("OptionCodecs", OptionCodecs.Of<IReadOnlyList<int>>);
        AssertRefused("OptionCodecs", OptionCodecs.Of<DateTime>);
    }

    [Fact]
    public void Codecs_are_made_of_the_codecs_of_their_parts()
    {
        var shade = OptionCodecs.Enumeration<Shade>();
        var number = OptionCodecs.Of<int>();

        AssertWrites("\"Light\"", shade, Shade.Light);
        AssertWrites("null", OptionCodecs.Nullable(shade), null);
        AssertWrites("\"Dark\"", OptionCodecs.Nullable(shade), Shade.Dark);
        AssertWrites("[1,2]", OptionCodecs.ImmutableArray(number), [1, 2]);
        AssertWrites("[1,2]", OptionCodecs.List(number), [1, 2]);
        AssertWrites("{\"Dark\":1}", OptionCodecs.Dictionary(shade, number), new Dictionary<Shade, int> { [Shade.Dark] = 1 });
        AssertWrites(
            "{\"a\":[[1,null]]}",
            OptionCodecs.Dictionary(OptionCodecs.Of<string>(), OptionCodecs.ImmutableArray(OptionCodecs.List(OptionCodecs.Nullable(number)))),
            new Dictionary<string, ImmutableArray<IReadOnlyList<int?>>> { ["a"] = [[1, null]] });
    }

    [Fact]
    public void A_type_that_cannot_be_the_key_of_a_dictionary_is_refused_where_it_is_named() =>
        AssertRefused("Use a key", () => OptionCodecs.Dictionary(OptionCodecs.Of<double>(), OptionCodecs.Of<int>()));

    [Fact]
    public void A_part_that_is_not_supported_is_refused_where_it_is_named()
    {
        var moment = Find.For(default(Tag<DateTime>));

        AssertRefused("Use ", () => OptionCodecs.Nullable(moment));
        AssertRefused("Use ", () => OptionCodecs.ImmutableArray(moment));
        AssertRefused("Use ", () => OptionCodecs.List(moment));
        AssertRefused("Use ", () => OptionCodecs.Dictionary(OptionCodecs.Of<int>(), moment));
        Assert.Throws<ArgumentNullException>(() => OptionCodecs.List<int>(null!));
    }

    private static void AssertFound<T>(OptionCodec<T> codec)
        where T : struct
    {
        Assert.Same(codec, OptionCodecs.Of<T>());
        Assert.IsType<NullableCodec<T>>(OptionCodecs.Of<T?>());
    }

    private static void AssertRefused<T>(string remedy, Func<OptionCodec<T>> make)
    {
        var error = Assert.Throws<OptionRegistrationException>(make);
        Assert.Equal((OptionErrorIds.UnsupportedType, null), (error.Id, error.Key));
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    private static void AssertWrites<T>(string json, OptionCodec<T> codec, T value)
    {
        Assert.Equal(json, OptionJson.ToCanonicalJson(codec, value));
        Assert.True(OptionJson.TryReadJson(codec, json, out var read, out _));
        Assert.Equal(json, OptionJson.ToCanonicalJson(codec, read));
    }
}
