using System.Text;
using System.Text.Json;
using OptionsSdk.Codecs;
using OptionsSdk.Generated;
using Find = OptionsSdk.Generated.Codecs;

namespace OptionsSdk.Tests.Codecs;

/// <summary>The limits and the strictness of stored JSON.</summary>
public sealed class OptionJsonTests
{
    private const string SizeError = "must not be larger than 65536 bytes as JSON";
    private const string DepthError = "must not be nested deeper than 16 levels";

    private static readonly OptionCodec<string> Text = Find.For(default(Tag<string>));
    private static readonly OptionCodec<JsonElement> Any = Find.For(default(Tag<JsonElement>));
    private static readonly OptionCodec<IReadOnlyList<JsonElement>> Elements = Find.For(default(Tag<IReadOnlyList<JsonElement>>), Any);

    [Theory]
    [InlineData("1 2")]
    [InlineData("1,")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("1 // one")]
    [InlineData("/* one */ 1")]
    [InlineData("{a:1}")]
    [InlineData("'a'")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("\uFEFF1")]
    [InlineData("\"\n\"")]
    [InlineData("NaN")]
    public void Anything_but_one_strict_json_value_is_refused(string json)
    {
        Assert.False(OptionJson.TryReadJson(Any, json, out _, out var error));
        Assert.StartsWith("must be valid JSON; it breaks at line 1, byte ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_place_where_json_breaks_is_counted_from_one()
    {
        OptionJson.TryReadJson(Any, "[1,\n x]", out _, out var error);

        Assert.Equal("must be valid JSON; it breaks at line 2, byte 2", error);
    }

    [Fact]
    public void Nothing_remains_of_a_value_that_is_followed_by_something()
    {
        Assert.False(OptionJson.TryReadJson(Text, "\"a\" \"b\"", out var value, out _));
        Assert.Null(value);
    }

    [Fact]
    public void A_value_of_64_KiB_is_read_and_one_byte_more_is_not()
    {
        var largest = $"\"{new string('a', OptionLimits.MaximumValueBytes - 2)}\"";
        var tooLarge = $"\"{new string('a', OptionLimits.MaximumValueBytes - 1)}\"";

        Assert.True(OptionJson.TryReadJson(Text, largest, out _, out _));
        Assert.False(OptionJson.TryReadJson(Text, tooLarge, out _, out var error));
        Assert.Equal(SizeError, error);
    }

    [Fact]
    public void The_size_is_counted_in_bytes_and_not_in_characters()
    {
        var json = $"\"{new string('ü', (OptionLimits.MaximumValueBytes / 2) - 1)}\"";

        Assert.True(OptionJson.TryReadJson(Text, json, out _, out _));
        Assert.False(OptionJson.TryReadJson(Text, json.Insert(1, "a"), out _, out var error));
        Assert.Equal(SizeError, error);
    }

    [Fact]
    public void A_value_of_64_KiB_is_written_and_one_byte_more_is_not()
    {
        var largest = new string('a', OptionLimits.MaximumValueBytes - 2);

        Assert.True(OptionJson.TryWriteJson(Text, largest, out var json, out _));
        Assert.Equal(OptionLimits.MaximumValueBytes, Encoding.UTF8.GetByteCount(json));
        Assert.False(OptionJson.TryWriteJson(Text, largest + "a", out _, out var error));
        Assert.Equal(SizeError, error);
    }

    [Fact]
    public void Sixteen_levels_are_read_and_seventeen_are_not()
    {
        Assert.True(OptionJson.TryReadJson(Any, new string('[', 16) + new string(']', 16), out _, out _));
        Assert.False(OptionJson.TryReadJson(Any, new string('[', 17) + new string(']', 17), out _, out var error));
        Assert.Equal(DepthError, error);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void A_depth_bomb_is_refused(string level)
    {
        var bomb = string.Concat(Enumerable.Repeat(level, 10_000));

        Assert.False(OptionJson.TryReadJson(Any, bomb, out _, out var error));
        Assert.Equal(DepthError, error);
    }

    [Fact]
    public void Brackets_inside_texts_are_not_levels()
    {
        var json = $"\"\\\\\\\"{new string('[', 100)}\"";

        Assert.True(OptionJson.TryReadJson(Text, json, out var text, out _));
        Assert.Equal("\\\"" + new string('[', 100), text);
    }

    [Fact]
    public void The_levels_of_a_list_and_of_its_elements_add_up()
    {
        var sixteen = CodecExamples.Element(new string('[', 16) + new string(']', 16));

        Assert.Null(Elements.Check([sixteen]));
        Assert.False(OptionJson.TryWriteJson(Elements, [sixteen], out _, out var error));
        Assert.Equal(DepthError, error);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_json()
    {
        Assert.False(OptionJson.TryReadJson(Text, $"\"{(char)0xD83D}\"", out _, out var error));
        Assert.Equal("must not contain an unpaired surrogate", error);
    }

    [Fact]
    public void Canonical_json_stays_readable_in_any_language() =>
        Assert.Equal("\"Größe, размер, サイズ <&'+>\"", OptionJson.ToCanonicalJson(Text, "Größe, размер, サイズ <&'+>"));
}
