using System.Text.Json;
using OptionsSdk.Codecs;
using OptionsSdk.Generated;
using Find = OptionsSdk.Generated.Codecs;

namespace OptionsSdk.Tests.Codecs;

/// <summary>What single types accept and refuse.</summary>
public sealed class LeafCodecTests
{
    [Theory]
    [InlineData("bool", "1")]
    [InlineData("bool", "\"true\"")]
    [InlineData("bool", "[]")]
    [InlineData("int", "1.0")]
    [InlineData("int", "1e3")]
    [InlineData("int", "\"1\"")]
    [InlineData("int", "true")]
    [InlineData("int", "2147483648")]
    [InlineData("int", "-2147483649")]
    [InlineData("int", "[1]")]
    [InlineData("sbyte", "128")]
    [InlineData("byte", "256")]
    [InlineData("byte", "-1")]
    [InlineData("short", "32768")]
    [InlineData("ushort", "65536")]
    [InlineData("uint", "4294967296")]
    [InlineData("uint", "-1")]
    [InlineData("long", "9223372036854775808")]
    [InlineData("ulong", "18446744073709551616")]
    [InlineData("ulong", "-1")]
    [InlineData("float", "1e39")]
    [InlineData("float", "\"1\"")]
    [InlineData("double", "1e400")]
    [InlineData("double", "-1e400")]
    [InlineData("double", "NaN")]
    [InlineData("double", "\"NaN\"")]
    [InlineData("double", "Infinity")]
    [InlineData("double", "true")]
    [InlineData("decimal", "1e29")]
    [InlineData("decimal", "79228162514264337593543950336")]
    [InlineData("decimal", "\"1\"")]
    [InlineData("char", "\"\"")]
    [InlineData("char", "\"ab\"")]
    [InlineData("char", "65")]
    [InlineData("char", "\"\\ud83d\"")]
    [InlineData("string", "1")]
    [InlineData("string", "true")]
    [InlineData("string", "[\"a\"]")]
    [InlineData("string", "\"\\ud83d\"")]
    [InlineData("string", "\"\\ude00\\ud83d\"")]
    [InlineData("enum", "\"LIGHT\"")]
    [InlineData("enum", "\"\"")]
    [InlineData("enum", "\"Dark, Light\"")]
    [InlineData("enum", "99")]
    [InlineData("enum", "\"99\"")]
    [InlineData("enum", "1.0")]
    [InlineData("enum", "true")]
    [InlineData("flags", "\"Read, Execute\"")]
    [InlineData("flags", "\"read\"")]
    [InlineData("flags", "\",\"")]
    [InlineData("flags", "4")]
    [InlineData("flags", "133")]
    [InlineData("flags", "256")]
    [InlineData("flags, sharing a bit", "4")]
    [InlineData("flags, sharing a bit", "\"\"")]
    [InlineData("TimeSpan", "\"90\"")]
    [InlineData("TimeSpan", "90")]
    [InlineData("TimeSpan", "\" 00:00:30\"")]
    [InlineData("TimeSpan", "\"00:00:60\"")]
    [InlineData("TimeSpan", "\"\"")]
    [InlineData("DateTimeOffset", "\"2026-01-31T08:30:00\"")]
    [InlineData("DateTimeOffset", "\"2026-01-31\"")]
    [InlineData("DateTimeOffset", "\"31.01.2026 08:30 +01:00\"")]
    [InlineData("DateTimeOffset", "\"2026-02-30T08:30:00Z\"")]
    [InlineData("DateTimeOffset", "\"2026-01-31T08:30:00+15:00\"")]
    [InlineData("DateTimeOffset", "1769848200")]
    [InlineData("DateOnly", "\"2026-02-30\"")]
    [InlineData("DateOnly", "\"31.01.2026\"")]
    [InlineData("DateOnly", "\"2026-01-31T00:00:00\"")]
    [InlineData("TimeOnly", "\"24:00\"")]
    [InlineData("TimeOnly", "\"8 pm\"")]
    [InlineData("Guid", "\"0f8fad5bd9cb469fa16570867728950e\"")]
    [InlineData("Guid", "\"{0f8fad5b-d9cb-469f-a165-70867728950e}\"")]
    [InlineData("Uri", "\"\"")]
    [InlineData("Uri", "\"http://\"")]
    [InlineData("Uri", "\" /a\"")]
    [InlineData("Version", "\"1\"")]
    [InlineData("Version", "\"1.2.3.4.5\"")]
    [InlineData("Version", "\"+1.2\"")]
    [InlineData("Version", "\"1 .2\"")]
    [InlineData("Version", "1.2")]
    [InlineData("int?", "1.5")]
    [InlineData("int?", "\"\"")]
    public void Json_of_another_form_is_refused(string type, string json)
    {
        Assert.Null(CodecExamples.Get(type).RewriteJson(json, out var error));
        Assert.StartsWith("must ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bool", "false", "false")]
    [InlineData("int", "-0", "0")]
    [InlineData("byte", "0", "0")]
    [InlineData("ulong", "-0", "0")]
    [InlineData("double", "1.0", "1")]
    [InlineData("double", "1e3", "1000")]
    [InlineData("double", "-0.0", "0")]
    [InlineData("double", "0.30000000000000004", "0.30000000000000004")]
    [InlineData("double", "1e-400", "0")]
    [InlineData("float", "0.1000000001", "0.1")]
    [InlineData("float", "-0.0", "0")]
    [InlineData("decimal", "1.10", "1.1")]
    [InlineData("decimal", "-0.00", "0")]
    [InlineData("decimal", "1e2", "100")]
    [InlineData("decimal", "79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("decimal", "0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("string", "\"\\u0041\\/\\n\"", "\"A/\\n\"")]
    [InlineData("string", "\"\\ud83d\\ude00\"", "\"\\uD83D\\uDE00\"")]
    [InlineData("enum", "1", "\"Light\"")]
    [InlineData("enum", "\"1\"", "\"Light\"")]
    [InlineData("enum", "\"light\"", "\"light\"")]
    [InlineData("enum", "\"Grey\"", "\"Gray\"")]
    [InlineData("flags", "\"Write,Read\"", "\"ReadWrite\"")]
    [InlineData("flags", "129", "\"Read, Admin\"")]
    [InlineData("flags", "0", "\"None\"")]
    [InlineData("TimeSpan", "\"1:30\"", "\"01:30:00\"")]
    [InlineData("TimeSpan", "\"00:00:00\"", "\"00:00:00\"")]
    [InlineData("DateTimeOffset", "\"2026-01-31T08:30Z\"", "\"2026-01-31T08:30:00+00:00\"")]
    [InlineData("TimeOnly", "\"08:30\"", "\"08:30:00\"")]
    [InlineData("Guid", "\"0F8FAD5B-D9CB-469F-A165-70867728950E\"", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"")]
    [InlineData("Version", "\"01.2\"", "\"1.2\"")]
    public void Json_of_another_spelling_becomes_canonical(string type, string json, string canonical) =>
        Assert.Equal(canonical, CodecExamples.Get(type).RewriteJson(json, out _));

    [Theory]
    [InlineData("bool", "y", "true")]
    [InlineData("bool", "Yes", "true")]
    [InlineData("bool", "T", "true")]
    [InlineData("bool", "TRUE", "true")]
    [InlineData("bool", "1", "true")]
    [InlineData("bool", " on ", "true")]
    [InlineData("bool", "n", "false")]
    [InlineData("bool", "NO", "false")]
    [InlineData("bool", "f", "false")]
    [InlineData("bool", "False", "false")]
    [InlineData("bool", "0", "false")]
    [InlineData("bool", "oFF", "false")]
    [InlineData("int", " +7\t", "7")]
    [InlineData("int", "-7", "-7")]
    [InlineData("int", "007", "7")]
    [InlineData("double", " 1e3 ", "1000")]
    [InlineData("double", ".5", "0.5")]
    [InlineData("double", "-.5", "-0.5")]
    [InlineData("decimal", " 1.50 ", "1.5")]
    [InlineData("char", " ", "\" \"")]
    [InlineData("string", "", "\"\"")]
    [InlineData("string", " 1 ", "\" 1 \"")]
    [InlineData("enum", " DARK ", "\"Dark\"")]
    [InlineData("enum", "light", "\"light\"")]
    [InlineData("enum", "GREY", "\"Gray\"")]
    [InlineData("enum", "3", "\"Gray\"")]
    [InlineData("flags", "read, ADMIN", "\"Read, Admin\"")]
    [InlineData("flags, sharing a bit", "large,ROUND", "\"Round, Large\"")]
    [InlineData("flags, sharing a bit", "7", "\"Round, Large\"")]
    [InlineData("TimeSpan", " 00:00:30 ", "\"00:00:30\"")]
    [InlineData("DateOnly", " 2026-01-31 ", "\"2026-01-31\"")]
    [InlineData("Uri", " /a ", "\"/a\"")]
    [InlineData("int?", "", "null")]
    [InlineData("int?", " 7 ", "7")]
    [InlineData("ImmutableArray", " [ \"a\" ] ", "[\"a\"]")]
    public void Text_is_read_in_all_its_spellings(string type, string text, string canonical) =>
        Assert.Equal(canonical, CodecExamples.Get(type).RewriteText(text, out _));

    [Theory]
    [InlineData("bool", "")]
    [InlineData("bool", "2")]
    [InlineData("bool", "1.0")]
    [InlineData("bool", "wahr")]
    [InlineData("int", "")]
    [InlineData("int", "1.1")]
    [InlineData("int", "1.0")]
    [InlineData("int", "1e3")]
    [InlineData("int", "0x10")]
    [InlineData("int", "1,000")]
    [InlineData("int", "1_000")]
    [InlineData("int", "1 000")]
    [InlineData("int", "- 1")]
    [InlineData("int", "(1)")]
    [InlineData("int", "\u0661")]
    [InlineData("int", "\u22121")]
    [InlineData("int", "2147483648")]
    [InlineData("double", "")]
    [InlineData("double", "nan")]
    [InlineData("double", "NaN")]
    [InlineData("double", "inf")]
    [InlineData("double", "Infinity")]
    [InlineData("double", "-Infinity")]
    [InlineData("double", "∞")]
    [InlineData("double", "1e400")]
    [InlineData("double", "1,5")]
    [InlineData("double", "1,000.5")]
    [InlineData("double", "0x1p3")]
    [InlineData("decimal", "1,5")]
    [InlineData("decimal", "1e400")]
    [InlineData("decimal", "$1")]
    [InlineData("char", "")]
    [InlineData("char", "  ")]
    [InlineData("enum", "LIGHT")]
    [InlineData("enum", "")]
    [InlineData("enum", "99")]
    [InlineData("enum", "-")]
    [InlineData("flags, sharing a bit", "Round, 6")]
    [InlineData("flags, sharing a bit", "4")]
    [InlineData("TimeSpan", "90")]
    [InlineData("TimeSpan", "90s")]
    [InlineData("DateTimeOffset", "2026-01-31T08:30:00")]
    [InlineData("DateOnly", "31/01/2026")]
    [InlineData("Guid", "")]
    [InlineData("Uri", "")]
    [InlineData("Version", "v1.2")]
    [InlineData("int?", " ")]
    [InlineData("int?", "null")]
    [InlineData("ImmutableArray", "")]
    [InlineData("ImmutableArray", "a, b")]
    [InlineData("JsonElement", "hello")]
    [InlineData("JsonElement", "")]
    public void Text_of_another_form_is_refused(string type, string text)
    {
        Assert.Null(CodecExamples.Get(type).RewriteText(text, out var error));
        Assert.StartsWith("must ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("byte", "-1", "must be a whole number from 0 to 255")]
    [InlineData("double", "1e400", "must be a finite number from -1.7976931348623157E+308 to 1.7976931348623157E+308")]
    [InlineData("enum", "7", "must be one of Dark, Light, light, Gray")]
    [InlineData("flags", "4", "must be a list, separated by commas, of None, Read, Write, ReadWrite, Admin")]
    [InlineData("DateOnly", "7", "must be a date such as 2026-01-31")]
    public void An_error_says_what_the_value_must_be(string type, string json, string expected)
    {
        CodecExamples.Get(type).RewriteJson(json, out var error);

        Assert.Equal(expected, error);
    }

    [Fact]
    public void Error_sentences_do_not_depend_on_the_culture()
    {
        var error = CodecExample.Under("sv-SE", () => Find.For(default(Tag<int>)).TryParse("x", out _, out var found) ? null : found);

        Assert.Equal("must be a whole number from -2147483648 to 2147483647", error);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_made_in_code_must_be_finite(double value)
    {
        Assert.NotNull(Find.For(default(Tag<double>)).Check(value));
        Assert.NotNull(Find.For(default(Tag<float>)).Check((float)value));
        Assert.NotNull(Find.For(default(Tag<double?>), Find.For(default(Tag<double>))).Check(value));
    }

    [Fact]
    public void An_enumeration_value_made_in_code_must_be_defined()
    {
        Assert.NotNull(Find.For(default(Tag<Shade>)).Check((Shade)99));
        Assert.NotNull(Find.For(default(Tag<Ports>)).Check((Ports)4));
        Assert.NotNull(Find.For(default(Tag<Ports>)).Check(Ports.Admin | (Ports)4));
        Assert.NotNull(Find.For(default(Tag<Severity>)).Check(default));
        Assert.Null(Find.For(default(Tag<Ports>)).Check(Ports.Read | Ports.Admin));
    }

    [Fact]
    public void An_enumeration_without_a_zero_has_no_empty_value() => Assert.False(Find.For(default(Tag<Severity>)).HasEmpty);

    [Fact]
    public void An_enumeration_of_any_size_keeps_its_extremes()
    {
        var codec = Find.For(default(Tag<Severity>));

        Assert.Equal("\"Low\"", OptionJson.ToCanonicalJson(codec, Severity.Low));
        Assert.True(OptionJson.TryReadJson(codec, "-5", out var low, out _));
        Assert.Equal(Severity.Low, low);
        Assert.True(OptionJson.TryReadJson(codec, "\"High\"", out var high, out _));
        Assert.Equal(Severity.High, high);
    }

    [Fact]
    public void Null_made_in_code_is_refused()
    {
        Assert.NotNull(Find.For(default(Tag<string>)).Check(null!));
        Assert.NotNull(Find.For(default(Tag<Uri>)).Check(null!));
        Assert.NotNull(Find.For(default(Tag<Version>)).Check(null!));
    }

    [Theory]
    [InlineData(0xD83D, 0x0061)]
    [InlineData(0xDE00, 0xD83D)]
    [InlineData(0x0061, 0xD83D)]
    public void A_text_with_half_a_surrogate_pair_is_refused(int first, int second)
    {
        var text = new string([(char)first, (char)second]);

        Assert.Equal("must not contain an unpaired surrogate", Find.For(default(Tag<string>)).Check(text));
        Assert.False(Find.For(default(Tag<string>)).TryParse(text, out _, out _));
        Assert.NotNull(Find.For(default(Tag<Uri>)).Check(new Uri("/" + text, UriKind.Relative)));
        Assert.Null(Find.For(default(Tag<string>)).Check("😀" + "😀"));
    }

    [Fact]
    public void A_uri_that_could_not_be_read_back_is_refused()
    {
        var codec = Find.For(default(Tag<Uri>));

        Assert.NotNull(codec.Check(new Uri(string.Empty, UriKind.Relative)));
        Assert.NotNull(codec.Check(new Uri(" http://example.org ")));
    }

    [Fact]
    public void Equal_moments_with_different_offsets_are_different_values()
    {
        var codec = Find.For(default(Tag<DateTimeOffset>));
        var moment = new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero);

        Assert.NotEqual(OptionJson.ToCanonicalJson(codec, moment), OptionJson.ToCanonicalJson(codec, moment.ToOffset(TimeSpan.FromHours(1))));
        Assert.True(codec.TryParse("2026-01-31T09:30:00+01:00", out var read, out _));
        Assert.Equal(TimeSpan.FromHours(1), read.Offset);
    }

    [Fact]
    public void Equal_numbers_give_equal_bytes()
    {
        Assert.Equal("0", OptionJson.ToCanonicalJson(Find.For(default(Tag<double>)), -0.0));
        Assert.Equal("0", OptionJson.ToCanonicalJson(Find.For(default(Tag<float>)), -0.0f));
        Assert.Equal("1.1", OptionJson.ToCanonicalJson(Find.For(default(Tag<decimal>)), 1.100m));
        Assert.Equal("100", OptionJson.ToCanonicalJson(Find.For(default(Tag<decimal>)), 100.0m));
        Assert.Equal("0", OptionJson.ToCanonicalJson(Find.For(default(Tag<decimal>)), -0.0m));
    }

    [Fact]
    public void A_frozen_decimal_is_the_one_that_every_other_process_reads()
    {
        var codec = Find.For(default(Tag<decimal>));

        Assert.Equal("1.1", codec.Freeze(1.10m).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_uri_keeps_its_original_text()
    {
        var codec = Find.For(default(Tag<Uri>));

        Assert.True(OptionJson.TryReadJson(codec, "\"HTTP://EXAMPLE.org:80/%7Ea\"", out var uri, out _));
        Assert.Equal("HTTP://EXAMPLE.org:80/%7Ea", uri.OriginalString);
    }

    [Fact]
    public void A_value_split_over_segments_is_read_whole()
    {
        var codec = Find.For(default(Tag<double>));
        var reader = new Utf8JsonReader(Split("12.5"u8.ToArray()));
        reader.Read();

        Assert.True(codec.TryRead(ref reader, out var value, out _));
        Assert.Equal(12.5, value);
    }

    private static System.Buffers.ReadOnlySequence<byte> Split(byte[] bytes)
    {
        var last = new Segment(bytes.AsMemory(2), 2, null);
        var first = new Segment(bytes.AsMemory(0, 2), 0, last);
        return new System.Buffers.ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : System.Buffers.ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long runningIndex, Segment? next) => (Memory, RunningIndex, Next) = (memory, runningIndex, next);
    }
}
