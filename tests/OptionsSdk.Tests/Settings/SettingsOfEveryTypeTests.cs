using OptionsSdk.Settings;
using OptionsSdk.Tests.Codecs;

namespace OptionsSdk.Tests.Settings;

/// <summary>Every type from every kind of settings.</summary>
public sealed class SettingsOfEveryTypeTests
{
    // Configuration has no null, ignores the case of dictionary keys and sorts them: these have tests of their own.
    private static readonly string[] Special = ["int?, null", "IReadOnlyDictionary of text", "JsonElement"];

    public static TheoryData<string> Names => [.. CodecExamples.Names.Select(static name => name.Data).Except(Special)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_is_read_from_flat_json(string name)
    {
        var example = CodecExamples.Get(name);
        var settings = SettingsSource.Json($$"""{ "some.group.key": {{example.Json}} }""");

        Assert.Equal(example.Json, example.RewriteSetting(settings, "some.group.key", out _));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_is_read_from_nested_json(string name)
    {
        var example = CodecExamples.Get(name);
        var settings = SettingsSource.Json($$"""{ "Some": { "group": { "key": {{example.Json}} } } }""");

        Assert.Equal(example.Json, example.RewriteSetting(settings, "some.group.key", out _));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_is_read_from_the_environment(string name)
    {
        var example = CodecExamples.Get(name);
        var settings = SettingsSource.Environment(("SOME__GROUP__KEY", example.Text));

        Assert.Equal(example.Json, example.RewriteSetting(settings, "some.group.key", out _));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_is_read_from_a_key_with_a_colon(string name)
    {
        var example = CodecExamples.Get(name);
        var settings = SettingsSource.Json($$"""{ "some": { "key": {{example.Json}} } }""");

        Assert.Equal(example.Json, example.RewriteSetting(settings, "some:key", out _));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Null_is_absent(string name)
    {
        var example = CodecExamples.Get(name);
        var settings = SettingsSource.Json("""{ "key": null }""");

        Assert.Null(example.RewriteSetting(settings, "key", out var error));
        Assert.Null(error);
    }

    [Theory]
    [InlineData("bool", "2", "must be true or false (or yes, on, y, t, 1; no, off, n, f, 0)")]
    [InlineData("byte", "256", "must be a whole number from 0 to 255")]
    [InlineData("int", "1.0", "must be a whole number from -2147483648 to 2147483647")]
    [InlineData("enum", "\"Green\"", "must be one of Dark, Light, light, Gray")]
    [InlineData("int", "{\"secret\":1}", "must be a single value (integer), not a section")]
    [InlineData("string", "[\"secret\"]", "must be a single value (text), not a section")]
    [InlineData("ImmutableArray", "{\"secret\":\"b\"}", "must be a list: a section whose children are numbered from 0")]
    [InlineData("ImmutableArray", "[\"a\",null]", "has an item (number 2) that must not be null")]
    [InlineData("ImmutableArray", "\"secret\"", "must be valid JSON; it breaks at line 1, byte 1")]
    [InlineData("IReadOnlyList", "[1,\"secret\"]", "has an item (number 2) that must be a finite number from -1.7976931348623157E+308 to 1.7976931348623157E+308")]
    [InlineData("IReadOnlyDictionary of int", "{\"1\":0.5,\"secret\":1}", "has an entry (number 2) whose key must be a whole number from -2147483648 to 2147483647")]
    [InlineData("IReadOnlyDictionary of int", "{\"1\":0.5,\"2\":\"secret\"}", "has an entry (number 2) whose value must be a finite number from -1.7976931348623157E+308 to 1.7976931348623157E+308")]
    [InlineData("IReadOnlyDictionary of int", "{\"1\":0.5,\"01\":1}", "must not have two entries with the same key")]
    [InlineData("IReadOnlyDictionary of int", "{\"1\":null}", "has an entry (number 1) whose value must not be null")]
    [InlineData("IReadOnlyDictionary of int", "[1]", null)]
    [InlineData("IReadOnlyDictionary of int", "\"\"", "must be valid JSON; it breaks at line 1, byte 1")]
    [InlineData("nested", "{\"a\":[null]}", "has an entry (number 1) whose value has an item (number 1) that must not be null")]
    [InlineData("int?", "\"secret\"", "must be a whole number from -2147483648 to 2147483647")]
    public void A_value_of_another_type_is_an_error_without_the_value(string name, string json, string? expected)
    {
        CodecExamples.Get(name).RewriteSetting(SettingsSource.Json($$"""{ "key": {{json}} }"""), "key", out var error);

        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("ImmutableArray", "[]", "[]")]
    [InlineData("IReadOnlyList", "[]", "[]")]
    [InlineData("IReadOnlyList", "[\"1e3\", 2]", "[1000,2]")]
    [InlineData("IReadOnlyDictionary of enum", "{\"DARK\": \"d\", \"1\": \"l\"}", "{\"Dark\":\"d\",\"Light\":\"l\"}")]
    [InlineData("IReadOnlyDictionary of int", "\"{\\\"7001\\\": 0.15}\"", "{\"7001\":0.15}")]
    [InlineData("nested", "{\"a\":\"[[1]]\",\"b\":[\"[null]\"]}", "{\"a\":[[1]],\"b\":[[null]]}")]
    [InlineData("bool", "\"on\"", "true")]
    [InlineData("int?", "\"\"", "null")]
    public void A_value_may_be_spelled_in_other_ways(string name, string json, string canonical) =>
        Assert.Equal(canonical, CodecExamples.Get(name).RewriteSetting(SettingsSource.Json($$"""{ "key": {{json}} }"""), "key", out _));

    [Fact]
    public void A_dictionary_of_texts_keeps_the_case_of_its_keys()
    {
        var settings = SettingsSource.Json("""{ "key": { "B": 3, "ä": 2, "10": 4, "9": 5 } }""");

        Assert.Equal("""{"10":4,"9":5,"B":3,"ä":2}""", CodecExamples.Get("IReadOnlyDictionary of text").RewriteSetting(settings, "key", out _));
    }

    [Theory]
    [InlineData("{ \"b\": [1.0, null, true, \"x\"], \"a\": { \"c\": false } }", "{\"a\":{\"c\":false},\"b\":[1.0,null,true,\"x\"]}")]
    [InlineData("\"{ \\\"b\\\": \\\"5\\\", \\\"a\\\": 1 }\"", "{\"b\":\"5\",\"a\":1}")]
    [InlineData("5", "5")]
    [InlineData("\"5\"", "5")]
    [InlineData("\"\\\"5\\\"\"", "\"5\"")]
    [InlineData("true", "true")]
    [InlineData("\"hello\"", "\"hello\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("[\"[draft]\", \"{\", \"\"]", "[\"[draft]\",\"{\",\"\"]")]
    [InlineData("{\"0\": 1, \"1\": 2}", "[1,2]")]
    [InlineData("{\"0\": 1, \"2\": 2}", "{\"0\":1,\"2\":2}")]
    [InlineData("{\"00\": 1}", "{\"00\":1}")]
    [InlineData("[\"1e400\", \"NaN\", \"01\"]", "[\"1e400\",\"NaN\",\"01\"]")]
    public void Any_json_is_read_from_sections_and_texts(string json, string canonical) =>
        Assert.Equal(canonical, CodecExamples.Get("JsonElement").RewriteSetting(SettingsSource.Json($$"""{ "key": {{json}} }"""), "key", out _));

    [Theory]
    [InlineData("\"{secret\"", "must be valid JSON; it breaks at line 1, byte 2")]
    [InlineData("\"[1,]\"", "must be valid JSON; it breaks at line 1, byte 4")]
    [InlineData("\"null\"", "must not be null")]
    public void A_text_that_starts_like_json_must_be_json(string json, string expected)
    {
        CodecExamples.Get("JsonElement").RewriteSetting(SettingsSource.Json($$"""{ "key": {{json}} }"""), "key", out var error);

        Assert.Equal(expected, error);
    }

    [Fact]
    public void Twelve_items_stay_in_numeric_order()
    {
        var settings = SettingsSource.Environment([.. Enumerable.Range(0, 12).Reverse().Select(static number => ($"KEY__{number}", $"{number}"))]);

        Assert.Equal("[0,1,2,3,4,5,6,7,8,9,10,11]", CodecExamples.Get("IReadOnlyList").RewriteSetting(settings, "key", out _));
        Assert.Equal("[0,1,2,3,4,5,6,7,8,9,10,11]", CodecExamples.Get("JsonElement").RewriteSetting(settings, "key", out _));
    }

    [Fact]
    public void Items_stay_in_numeric_order_whatever_order_their_source_has()
    {
        var settings = new SettingsPairs(Enumerable.Range(0, 12).Select(static number => KeyValuePair.Create($"key:{number}", (string?)$"{number}")));

        Assert.NotEqual("2", settings.GetSection("key").GetChildren().ElementAt(2).Key);
        Assert.Equal("[0,1,2,3,4,5,6,7,8,9,10,11]", CodecExamples.Get("IReadOnlyList").RewriteSetting(settings, "key", out _));
        Assert.Equal("[0,1,2,3,4,5,6,7,8,9,10,11]", CodecExamples.Get("JsonElement").RewriteSetting(settings, "key", out _));
    }

    [Fact]
    public void Gaps_between_the_items_of_a_list_are_closed()
    {
        var settings = SettingsSource.Pairs(("key:10", "3"), ("key:2", "2"), ("key:0", "1"));

        Assert.Equal("[1,2,3]", CodecExamples.Get("IReadOnlyList").RewriteSetting(settings, "key", out _));
    }

    [Fact]
    public void A_depth_bomb_of_sections_is_an_error()
    {
        var settings = SettingsSource.Pairs((string.Join(':', Enumerable.Repeat("key", 200)), "1"));

        Assert.Null(CodecExamples.Get("JsonElement").RewriteSetting(settings, "key", out var error));
        Assert.Equal("must not be nested deeper than 16 levels", error);
    }

    [Fact]
    public void Sixteen_levels_of_sections_are_a_value()
    {
        var settings = SettingsSource.Pairs((string.Join(':', Enumerable.Repeat("key", 17)), "1"));

        Assert.NotNull(CodecExamples.Get("JsonElement").RewriteSetting(settings, "key", out _));
    }

    [Theory]
    [InlineData("string")]
    [InlineData("JsonElement")]
    [InlineData("ImmutableArray")]
    public void A_value_over_64_KiB_is_an_error(string name)
    {
        var settings = SettingsSource.Pairs(("key:0", new string('a', 40_000)), ("key:1", new string('a', 40_000)), ("text", new string('a', 65_535)));

        CodecExamples.Get(name).RewriteSetting(settings, name == "string" ? "text" : "key", out var error);

        Assert.Equal("must not be larger than 65536 bytes as JSON", error);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_an_error_wherever_it_is()
    {
        var half = ((char)0xD83D).ToString();
        foreach (var pair in ((string, string?)[])[("key", half), ("key:a", half), ("key:" + half, "1"), ("key:a:" + half, "1"), ("key:0", half)])
        {
            CodecExamples.Get("JsonElement").RewriteSetting(SettingsSource.Pairs(pair), "key", out var error);
            Assert.Equal("must not contain an unpaired surrogate", error);
        }

        CodecExamples.Get("string").RewriteSetting(SettingsSource.Pairs(("key", half)), "key", out var textError);
        Assert.Equal("must not contain an unpaired surrogate", textError);
    }

    [Fact]
    public void A_text_and_a_section_at_one_place_contradict_each_other()
    {
        var settings = SettingsSource.Pairs(("key", "[1]"), ("key:0", "2"), ("any:a", "1"), ("any:a:b", "2"));

        CodecExamples.Get("IReadOnlyList").RewriteSetting(settings, "key", out var error);
        CodecExamples.Get("JsonElement").RewriteSetting(settings, "any", out var innerError);

        Assert.Equal("must be one text of JSON or a section, not both", error);
        Assert.Equal("must not have a text and a section at the same place", innerError);
    }

    [Fact]
    public void Items_of_a_later_layer_complete_an_empty_list_of_an_earlier_one()
    {
        var settings = SettingsSource.Json("""{ "key": [] }""", """{ "key": [1] }""");

        Assert.Equal("[1]", CodecExamples.Get("IReadOnlyList").RewriteSetting(settings, "key", out _));
    }

    [Fact]
    public void An_empty_object_inside_a_list_is_an_empty_dictionary()
    {
        var number = Generated.Codecs.For(default(Generated.Tag<int>));
        var map = Generated.Codecs.For(default(Generated.Tag<IReadOnlyDictionary<int, int>>), number, number);
        var list = Generated.Codecs.For(default(Generated.Tag<IReadOnlyList<IReadOnlyDictionary<int, int>>>), map);

        var result = new OptionsSdk.Settings.SettingsReader(SettingsSource.Json("""{ "key": [{}, { "1": 2 }] }"""), ["key"]).Read("key", list);

        Assert.True(result.HasValue, result.Error);
        Assert.Empty(result.Value![0]);
        Assert.Equal(2, result.Value[1][1]);
    }
}
