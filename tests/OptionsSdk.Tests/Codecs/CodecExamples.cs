using System.Collections.Immutable;
using System.Text.Json;
using OptionsSdk.Codecs;
using OptionsSdk.Generated;
using Find = OptionsSdk.Generated.Codecs;

namespace OptionsSdk.Tests.Codecs;

/// <summary>At least one value of every supported type.</summary>
public static class CodecExamples
{
    private static readonly Dictionary<string, CodecExample> Examples = new()
    {
        ["bool"] = Of(Find.For(default(Tag<bool>)), true, "true"),
        ["sbyte"] = Of(Find.For(default(Tag<sbyte>)), sbyte.MinValue, "-128"),
        ["byte"] = Of(Find.For(default(Tag<byte>)), byte.MaxValue, "255"),
        ["short"] = Of(Find.For(default(Tag<short>)), short.MinValue, "-32768"),
        ["ushort"] = Of(Find.For(default(Tag<ushort>)), ushort.MaxValue, "65535"),
        ["int"] = Of(Find.For(default(Tag<int>)), int.MinValue, "-2147483648"),
        ["uint"] = Of(Find.For(default(Tag<uint>)), uint.MaxValue, "4294967295"),
        ["long"] = Of(Find.For(default(Tag<long>)), long.MinValue, "-9223372036854775808"),
        ["ulong"] = Of(Find.For(default(Tag<ulong>)), ulong.MaxValue, "18446744073709551615"),
        ["float"] = Of(Find.For(default(Tag<float>)), 0.1f, "0.1"),
        ["double"] = Of(Find.For(default(Tag<double>)), -1234567.25, "-1234567.25"),
        ["double, tiny"] = Of(Find.For(default(Tag<double>)), double.Epsilon, "5E-324"),
        ["decimal"] = Of(Find.For(default(Tag<decimal>)), 1234.50m, "1234.5"),
        ["char"] = Text(Find.For(default(Tag<char>)), 'ı', "ı"),
        ["string"] = Text(Find.For(default(Tag<string>)), " İstanbul +<>& ", " İstanbul +<>& "),
        ["enum"] = Text(Find.For(default(Tag<Shade>)), Shade.Light, "Light"),
        ["flags"] = Text(Find.For(default(Tag<Ports>)), Ports.Write | Ports.Admin, "Write, Admin"),
        ["flags, sharing a bit"] = Text(Find.For(default(Tag<Shapes>)), Shapes.Round | Shapes.Large, "Round, Large"),
        ["TimeSpan"] = Text(Find.For(default(Tag<TimeSpan>)), new TimeSpan(-1, -2, -3, -4, -500), "-1.02:03:04.5000000"),
        ["DateTimeOffset"] = Text(Find.For(default(Tag<DateTimeOffset>)), new DateTimeOffset(2026, 1, 31, 8, 30, 0, 250, TimeSpan.FromHours(-3.5)), "2026-01-31T08:30:00.25-03:30"),
        ["DateOnly"] = Text(Find.For(default(Tag<DateOnly>)), new DateOnly(2026, 1, 31), "2026-01-31"),
        ["TimeOnly"] = Text(Find.For(default(Tag<TimeOnly>)), new TimeOnly(8, 30, 0, 125), "08:30:00.125"),
        ["Guid"] = Text(Find.For(default(Tag<Guid>)), Guid.Parse("0F8FAD5B-D9CB-469F-A165-70867728950E"), "0f8fad5b-d9cb-469f-a165-70867728950e"),
        ["Uri"] = Text(Find.For(default(Tag<Uri>)), new Uri("HTTPS://Example.org:443/a%20b?x=ü#y"), "HTTPS://Example.org:443/a%20b?x=ü#y"),
        ["Uri, relative"] = Text(Find.For(default(Tag<Uri>)), new Uri("/a?b", UriKind.Relative), "/a?b"),
        ["Version"] = Text(Find.For(default(Tag<Version>)), new Version(1, 2, 3), "1.2.3"),
        ["JsonElement"] = Of(Find.For(default(Tag<JsonElement>)), Element("""{ "b": [1.0, null, true], "a": "\u0131" }"""), """{"b":[1.0,null,true],"a":"ı"}"""),
        ["int?"] = Of(Find.For(default(Tag<int?>), Find.For(default(Tag<int>))), 7, "7"),
        ["int?, null"] = new CodecExample<int?>(Find.For(default(Tag<int?>), Find.For(default(Tag<int>))), null, "null", string.Empty),
        ["enum?"] = Text(Find.For(default(Tag<Shade?>), Find.For(default(Tag<Shade>))), Shade.Dark, "Dark"),
        ["ImmutableArray"] = Of(Find.For(default(Tag<ImmutableArray<string>>), Find.For(default(Tag<string>))), ["b", "a"], """["b","a"]"""),
        ["IReadOnlyList"] = Of(Find.For(default(Tag<IReadOnlyList<double>>), Find.For(default(Tag<double>))), [0.15, 2], "[0.15,2]"),
        ["IReadOnlyDictionary of text"] = Of(
            Find.For(default(Tag<IReadOnlyDictionary<string, int>>), Find.For(default(Tag<string>)), Find.For(default(Tag<int>))),
            new Dictionary<string, int> { ["b"] = 1, ["ä"] = 2, ["B"] = 3, ["10"] = 4, ["9"] = 5 },
            """{"10":4,"9":5,"B":3,"b":1,"ä":2}"""),
        ["IReadOnlyDictionary of int"] = Of(
            Find.For(default(Tag<IReadOnlyDictionary<int, double>>), Find.For(default(Tag<int>)), Find.For(default(Tag<double>))),
            new Dictionary<int, double> { [7001] = 0.15, [-1] = 1, [80] = 0 },
            """{"-1":1,"80":0,"7001":0.15}"""),
        ["IReadOnlyDictionary of ulong"] = Of(
            Find.For(default(Tag<IReadOnlyDictionary<ulong, bool>>), Find.For(default(Tag<ulong>)), Find.For(default(Tag<bool>))),
            new Dictionary<ulong, bool> { [ulong.MaxValue] = true, [2] = false },
            """{"2":false,"18446744073709551615":true}"""),
        ["IReadOnlyDictionary of enum"] = Of(
            Find.For(default(Tag<IReadOnlyDictionary<Shade, string>>), Find.For(default(Tag<Shade>)), Find.For(default(Tag<string>))),
            new Dictionary<Shade, string> { [Shade.Light] = "l", [Shade.Dark] = "d" },
            """{"Dark":"d","Light":"l"}"""),
        ["nested"] = Of(
            Find.For(
                default(Tag<IReadOnlyDictionary<string, ImmutableArray<IReadOnlyList<int?>>>>),
                Find.For(default(Tag<string>)),
                Find.For(default(Tag<ImmutableArray<IReadOnlyList<int?>>>), Find.For(default(Tag<IReadOnlyList<int?>>), Find.For(default(Tag<int?>), Find.For(default(Tag<int>)))))),
            new Dictionary<string, ImmutableArray<IReadOnlyList<int?>>> { ["a"] = [[1, null], []] },
            """{"a":[[1,null],[]]}"""),
    };

    public static TheoryData<string> Names => [.. Examples.Keys];

    public static CodecExample Get(string name) => Examples[name];

    public static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static CodecExample<T> Of<T>(OptionCodec<T> codec, T value, string json) => new(codec, value, json, json);

    private static CodecExample<T> Text<T>(OptionCodec<T> codec, T value, string text) => new(codec, value, $"\"{text}\"", text);
}
