using System.Collections.Immutable;
using System.Text.Json;
using OptionsSdk.Codecs;
using OptionsSdk.Generated;
using Find = OptionsSdk.Generated.Codecs;

namespace OptionsSdk.Tests.Codecs;

/// <summary>Lists, dictionaries and any JSON.</summary>
public sealed class CompositeCodecTests
{
    private static readonly OptionCodec<int> Number = Find.For(default(Tag<int>));
    private static readonly OptionCodec<string> Text = Find.For(default(Tag<string>));
    private static readonly OptionCodec<JsonElement> Any = Find.For(default(Tag<JsonElement>));
    private static readonly OptionCodec<ImmutableArray<int>> Array = Find.For(default(Tag<ImmutableArray<int>>), Number);
    private static readonly OptionCodec<IReadOnlyList<int>> List = Find.For(default(Tag<IReadOnlyList<int>>), Number);
    private static readonly OptionCodec<IReadOnlyList<string>> Texts = Find.For(default(Tag<IReadOnlyList<string>>), Text);
    private static readonly OptionCodec<IReadOnlyDictionary<string, int>> Map = Find.For(default(Tag<IReadOnlyDictionary<string, int>>), Text, Number);
    private static readonly OptionCodec<IReadOnlyDictionary<string, string>> TextMap = Find.For(default(Tag<IReadOnlyDictionary<string, string>>), Text, Text);

    [Theory]
    [InlineData("ImmutableArray", "{}", "must be a list: a JSON array")]
    [InlineData("ImmutableArray", "[\"a\",1]", "has an item (number 2) that must be a text")]
    [InlineData("ImmutableArray", "[null]", "has an item (number 1) that must be a text")]
    [InlineData("IReadOnlyList", "[1,1e400]", "has an item (number 2) that must be a finite number from -1.7976931348623157E+308 to 1.7976931348623157E+308")]
    [InlineData("IReadOnlyDictionary of text", "[]", "must be a dictionary: a JSON object")]
    [InlineData("IReadOnlyDictionary of text", "{\"secret\":null}", "has an entry (number 1) whose value must be a whole number from -2147483648 to 2147483647")]
    [InlineData("IReadOnlyDictionary of text", "{\"a\":1,\"\\ud800\":2}", "has an entry (number 2) whose key must not contain an unpaired surrogate")]
    [InlineData("IReadOnlyDictionary of text", "{\"a\":1,\"\\u0061\":2}", "must not have two entries with the same key")]
    [InlineData("IReadOnlyDictionary of int", "{\"x\":1}", "has an entry (number 1) whose key must be a whole number from -2147483648 to 2147483647")]
    [InlineData("IReadOnlyDictionary of int", "{\" 1\":1}", "has an entry (number 1) whose key must be a whole number from -2147483648 to 2147483647")]
    [InlineData("IReadOnlyDictionary of int", "{\"1\":1,\"01\":2}", "must not have two entries with the same key")]
    [InlineData("IReadOnlyDictionary of enum", "{\"dark\":\"\"}", "has an entry (number 1) whose key must be one of Dark, Light, light, Gray")]
    [InlineData("IReadOnlyDictionary of enum", "{\"Dark\":\"\",\"0\":\"\"}", "must not have two entries with the same key")]
    [InlineData("nested", "{\"a\":[[1],[2,\"x\"]]}", "has an entry (number 1) whose value has an item (number 2) that has an item (number 2) that must be a whole number from -2147483648 to 2147483647")]
    [InlineData("JsonElement", "{\"a\":{\"b\":1,\"\\u0062\":2}}", "must not have two properties of the same name in one object")]
    [InlineData("JsonElement", "[1e400]", "must hold only numbers within the range of double precision")]
    [InlineData("JsonElement", "[\"\\ud800\"]", "must not contain an unpaired surrogate")]
    [InlineData("JsonElement", "{\"\\ud800\":1}", "must not contain an unpaired surrogate")]
    [InlineData("JsonElement", "null", "must not be null")]
    public void Json_that_does_not_fit_is_refused_by_position(string type, string json, string expected)
    {
        Assert.Null(CodecExamples.Get(type).RewriteJson(json, out var error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("JsonElement", "{ \"b\" : 1.50 , \"a\" : [ null , false , \"\\u0041\\u00fc\" ] }", "{\"b\":1.50,\"a\":[null,false,\"Aü\"]}")]
    [InlineData("JsonElement", "\"\\u0041\"", "\"A\"")]
    [InlineData("JsonElement", "false", "false")]
    [InlineData("IReadOnlyDictionary of int", "{\"80\":1,\"+9\":2,\"-1\":3}", "{\"-1\":3,\"9\":2,\"80\":1}")]
    [InlineData("IReadOnlyDictionary of text", "{\"\":1}", "{\"\":1}")]
    public void Json_of_another_spelling_becomes_canonical(string type, string json, string canonical) =>
        Assert.Equal(canonical, CodecExamples.Get(type).RewriteJson(json, out _));

    [Fact]
    public void Equal_dictionaries_give_equal_bytes_whatever_their_order()
    {
        var one = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 };
        var other = new SortedDictionary<string, int>(Comparer<string>.Create((left, right) => string.CompareOrdinal(right, left))) { ["a"] = 1, ["b"] = 2 };

        Assert.Equal(OptionJson.ToCanonicalJson(Map, one), OptionJson.ToCanonicalJson(Map, other));
    }

    [Fact]
    public void A_frozen_dictionary_lists_its_entries_in_canonical_order()
    {
        var frozen = Map.Freeze(new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 });

        Assert.Equal(["a", "b"], frozen.Keys);
    }

    [Fact]
    public void Changing_the_source_list_afterwards_changes_nothing()
    {
        var source = new List<int> { 1, 2 };
        var frozen = List.Freeze(source);

        source[0] = 9;
        source.Add(3);

        Assert.Equal([1, 2], frozen);
    }

    [Fact]
    public void Changing_the_source_array_afterwards_changes_nothing()
    {
        int[] source = [1, 2];
        var frozen = List.Freeze(source);

        source[0] = 9;

        Assert.Equal([1, 2], frozen);
    }

    [Fact]
    public void Changing_the_source_dictionary_afterwards_changes_nothing()
    {
        var source = new Dictionary<string, int> { ["a"] = 1 };
        var frozen = Map.Freeze(source);

        source["a"] = 9;
        source["b"] = 2;

        Assert.Equal([KeyValuePair.Create("a", 1)], frozen);
    }

    [Fact]
    public void Changing_a_nested_source_afterwards_changes_nothing()
    {
        var codec = Find.For(default(Tag<ImmutableArray<IReadOnlyDictionary<string, int>>>), Map);
        var nested = new Dictionary<string, int> { ["a"] = 1 };
        var frozen = codec.Freeze([nested]);

        nested["a"] = 9;

        Assert.Equal(1, frozen[0]["a"]);
    }

    [Fact]
    public void A_list_inside_a_dictionary_is_frozen_too()
    {
        var codec = Find.For(default(Tag<IReadOnlyDictionary<string, IReadOnlyList<int>>>), Text, List);
        var nested = new List<int> { 1 };
        var frozen = codec.Freeze(new Dictionary<string, IReadOnlyList<int>> { ["a"] = nested });

        nested[0] = 9;

        Assert.Equal([1], frozen["a"]);
    }

    [Fact]
    public void No_cast_makes_a_frozen_list_changeable()
    {
        Assert.True(OptionJson.TryReadJson(List, "[1]", out var read, out _));
        foreach (var frozen in (IReadOnlyList<int>[])[read, List.Freeze([1]), List.Empty])
        {
            Assert.IsNotType<int[]>(frozen);
            if (frozen is IList<int> list)
            {
                Assert.True(list.IsReadOnly);
                Assert.ThrowsAny<NotSupportedException>(() => list.Add(1));
            }
        }
    }

    [Fact]
    public void No_cast_makes_a_frozen_dictionary_changeable()
    {
        Assert.True(OptionJson.TryReadJson(Map, "{\"a\":1}", out var read, out _));
        foreach (var frozen in (IReadOnlyDictionary<string, int>[])[read, Map.Freeze(new Dictionary<string, int>()), Map.Empty])
        {
            Assert.IsNotType<Dictionary<string, int>>(frozen);
            if (frozen is IDictionary<string, int> dictionary)
            {
                Assert.True(dictionary.IsReadOnly);
                Assert.ThrowsAny<NotSupportedException>(() => dictionary["a"] = 1);
            }
        }
    }

    [Fact]
    public void A_frozen_dictionary_compares_texts_ordinally()
    {
        var frozen = Map.Freeze(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 });

        Assert.False(frozen.ContainsKey("A"));
    }

    [Fact]
    public void A_frozen_element_outlives_its_document()
    {
        JsonElement frozen;
        using (var document = JsonDocument.Parse("{\"a\":1}"))
        {
            frozen = Any.Freeze(document.RootElement);
        }

        Assert.Equal("{\"a\":1}", OptionJson.ToCanonicalJson(Any, frozen));
    }

    [Fact]
    public void An_element_of_a_disposed_document_is_refused()
    {
        var document = JsonDocument.Parse("{\"a\":1}");
        var element = document.RootElement;
        document.Dispose();

        Assert.Contains("disposed", Any.Check(element), StringComparison.Ordinal);
    }

    [Fact]
    public void An_undefined_element_is_refused() => Assert.Equal("must be a JSON value, not an undefined element", Any.Check(default));

    [Fact]
    public void An_element_nested_too_deeply_is_refused()
    {
        Assert.Null(Any.Check(CodecExamples.Element(new string('[', 16) + new string(']', 16))));
        Assert.Equal("must not be nested deeper than 16 levels", Any.Check(CodecExamples.Element(new string('[', 17) + new string(']', 17))));
    }

    [Fact]
    public void The_default_array_is_refused_with_its_remedy()
    {
        Assert.Equal("must not be a default ImmutableArray; use [] for an empty list", Array.Check(default));
        Assert.Equal("must not be a default ImmutableArray; use [] for an empty list", List.Check(default(ImmutableArray<int>)));
        Assert.Null(Array.Check([]));
    }

    [Fact]
    public void Null_made_in_code_is_refused_at_every_depth()
    {
        Assert.Equal("must not be null", List.Check(null!));
        Assert.Equal("must not be null", Map.Check(null!));
        Assert.Equal("has an item (number 2) that must not be null", Texts.Check(["a", null!]));
        Assert.Equal("has an entry (number 1) whose value must not be null", TextMap.Check(new Dictionary<string, string> { ["a"] = null! }));
    }

    [Fact]
    public void A_dictionary_that_lists_a_key_twice_is_refused()
    {
        var twice = new Dictionary<string, int>(ReferenceEqualityComparer.Instance) { [new string('a', 1)] = 1, [new string('a', 1)] = 2 };

        Assert.Equal("must not have two entries with the same key", Map.Check(twice));
    }

    [Fact]
    public void An_undefined_enumeration_key_is_refused()
    {
        var codec = Find.For(default(Tag<IReadOnlyDictionary<Shade, int>>), Find.For(default(Tag<Shade>)), Number);

        Assert.StartsWith("has an entry (number 1) whose key must be one of ", codec.Check(new Dictionary<Shade, int> { [(Shade)99] = 1 }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_nullable_composite_reads_the_texts_of_nothing()
    {
        var codec = Find.For(default(Tag<ImmutableArray<int>?>), Array);

        Assert.True(codec.TryParse("null", out var fromWord, out _));
        Assert.Null(fromWord);
        Assert.True(codec.TryParse(string.Empty, out var fromEmpty, out _));
        Assert.Null(fromEmpty);
        Assert.True(codec.TryParse("[]", out var empty, out _));
        Assert.Equal<int>([], empty!.Value);
        Assert.True(codec.IsComposite);
    }
}
