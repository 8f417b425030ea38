using System.Collections.Immutable;
using System.Text.Json;
using OptionsSdk.Analyzers.Lock;
using OptionsSdk.Analyzers.Lock.Format;
using OptionsSdk.Analyzers.Tests.Lock.Enumerations;

namespace OptionsSdk.Analyzers.Tests.Lock;

/// <summary>
/// What is said to survive does: the codec of the new type reads everything that the codec of the old one wrote, and gives the same value
/// back. What is said not to survive has a value that does not.
/// </summary>
public sealed class TypeSurvivalTests
{
    private static readonly StoredType[] Types =
    [
        StoredType.Of("bool", true, false),
        StoredType.Of("sbyte", sbyte.MinValue, sbyte.MaxValue),
        StoredType.Of("byte", byte.MinValue, byte.MaxValue),
        StoredType.Of("short", short.MinValue, short.MaxValue),
        StoredType.Of("ushort", ushort.MinValue, ushort.MaxValue),
        StoredType.Of("int", int.MinValue, int.MaxValue, 16_777_217),
        StoredType.Of("uint", uint.MinValue, uint.MaxValue),
        StoredType.Of("long", long.MinValue, long.MaxValue, 9_007_199_254_740_993),
        StoredType.Of("ulong", ulong.MinValue, ulong.MaxValue),
        StoredType.Of("float", 0.1f, float.MinValue, float.MaxValue, float.Epsilon, 1e10f, 16_777_216f),
        StoredType.Of("double", 0.1, double.MinValue, double.MaxValue, double.Epsilon, 1e21, 25),
        StoredType.Of("decimal", 0.1m, decimal.MinValue, decimal.MaxValue, 0.1234567890123456789012345678m),
        StoredType.Of("char", 'a', '"', '5', '/'),
        StoredType.Of("string", "", " a\n\"", "text", "5", "\\"),
        StoredType.Of("TimeSpan", TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromSeconds(1.5)),
        StoredType.Of("DateTimeOffset", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(2026, 1, 31, 8, 30, 0, 250, TimeSpan.FromHours(-3.5))),
        StoredType.Of("DateOnly", DateOnly.MinValue, DateOnly.MaxValue),
        StoredType.Of("TimeOnly", TimeOnly.MinValue, TimeOnly.MaxValue, new TimeOnly(8, 30, 0, 125)),
        StoredType.Of("Guid", Guid.Empty, Guid.Parse("0F8FAD5B-D9CB-469F-A165-70867728950E")),
        StoredType.Of("Uri", new Uri("https://example.org/a%20b?x=ü#y"), new Uri("/a?b", UriKind.Relative)),
        StoredType.Of("Version", new Version(1, 2), new Version(1, 2, 3, 4)),
        StoredType.Of("JsonElement", Json("1"), Json("\"a\""), Json("[1.0, null]"), Json("{}"), Json("1e300")),
        StoredType.Of<int?>("int?", 1, null),
        StoredType.Of<long?>("long?", long.MaxValue, null),
        StoredType.Of<TimeSpan?>("TimeSpan?", TimeSpan.Zero, null),
        StoredType.Of<JsonElement?>("JsonElement?", Json("[]"), Json("true"), null),
        StoredType.Enumeration<Level>(),
        StoredType.Enumeration<LargerLevel>(),
        StoredType.Enumeration<SmallerLevel>(),
        StoredType.Of(Name<Access>(), OptionCodecs.Enumeration<Access>(), Access.None, Access.Read, Access.Read | Access.Write),
        StoredType.Enumeration<SingleAccess>(),
        StoredType.Of($"{Name<Level>()}?", OptionCodecs.Nullable(OptionCodecs.Enumeration<Level>()), Level.Info, null),
        StoredType.Of("ImmutableArray<int>", OptionCodecs.ImmutableArray(OptionCodecs.Of<int>()), [], [int.MaxValue]),
        StoredType.Of("IReadOnlyList<int>", OptionCodecs.List(OptionCodecs.Of<int>()), [], [int.MaxValue, 1]),
        StoredType.Of("IReadOnlyList<int?>", OptionCodecs.List(OptionCodecs.Of<int?>()), [], [int.MaxValue, null]),
        StoredType.Of("ImmutableArray<long>", OptionCodecs.ImmutableArray(OptionCodecs.Of<long>()), [], [long.MaxValue]),
        StoredType.Of("ImmutableArray<string>", OptionCodecs.ImmutableArray(OptionCodecs.Of<string>()), [], ["a", ""]),
        StoredType.Of("ImmutableArray<JsonElement>", OptionCodecs.ImmutableArray(OptionCodecs.Of<JsonElement>()), [], [Json("{}"), Json("1.5")]),
        StoredType.Of("ImmutableArray<int>?", OptionCodecs.Nullable(OptionCodecs.ImmutableArray(OptionCodecs.Of<int>())), ImmutableArray.Create(1), null),
        StoredType.Of("IReadOnlyDictionary<string, int>", OptionCodecs.Dictionary(OptionCodecs.Of<string>(), OptionCodecs.Of<int>()), new Dictionary<string, int> { ["a"] = 1, ["5"] = int.MaxValue }),
        StoredType.Of("IReadOnlyDictionary<string, long>", OptionCodecs.Dictionary(OptionCodecs.Of<string>(), OptionCodecs.Of<long>()), new Dictionary<string, long> { ["b"] = 1, [""] = long.MaxValue }),
        StoredType.Of("IReadOnlyDictionary<int, int>", OptionCodecs.Dictionary(OptionCodecs.Of<int>(), OptionCodecs.Of<int>()), new Dictionary<int, int> { [int.MinValue] = 1, [5] = 2 }),
        StoredType.Of("IReadOnlyDictionary<long, int>", OptionCodecs.Dictionary(OptionCodecs.Of<long>(), OptionCodecs.Of<int>()), new Dictionary<long, int> { [long.MinValue] = 1, [5] = 2 }),
        StoredType.Of($"IReadOnlyDictionary<{Name<Level>()}, int>", OptionCodecs.Dictionary(OptionCodecs.Enumeration<Level>(), OptionCodecs.Of<int>()), new Dictionary<Level, int> { [Level.Debug] = 1, [Level.Info] = 2 }),
        StoredType.Of($"IReadOnlyDictionary<{Name<LargerLevel>()}, int>", OptionCodecs.Dictionary(OptionCodecs.Enumeration<LargerLevel>(), OptionCodecs.Of<int>()), new Dictionary<LargerLevel, int> { [LargerLevel.Debug] = 1, [LargerLevel.Fatal] = 2 }),
    ];

    // Every enumeration as a lock file knows it.
    private static readonly LockFile Known = new([], [Members<Level>(), Members<LargerLevel>(), Members<SmallerLevel>(), Members<Access>(), Members<SingleAccess>()], []);

    public static TheoryData<string> Names => [.. Types.Select(static type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_change_is_said_to_survive_exactly_if_every_stored_value_does(string old)
    {
        var before = Types.Single(type => type.Name == old);
        var wrong = new List<string>();
        foreach (var after in Types)
        {
            var lost = before.Values.Where(json => after.ReadAndWrite(json) is not { } read || before.ReadAndWrite(read) != json).ToList();
            var loss = new TypeSurvival(Known, Known).FindLoss(before.Type, after.Type);
            if (loss is null && lost.Count > 0)
            {
                wrong.Add($"{after}: {string.Join(" and ", lost)} lost");
            }
            else if (loss is not null && lost.Count == 0 && !MaySurviveByChance(after))
            {
                wrong.Add($"{after}: nothing lost, but said to be because {loss}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("int", "long")]
    [InlineData("int", "double")]
    [InlineData("float", "double")]
    [InlineData("ulong", "decimal")]
    [InlineData("int", "int?")]
    [InlineData("Guid", "string")]
    [InlineData("TimeOnly", "TimeSpan")]
    [InlineData("IReadOnlyList<int?>", "JsonElement")]
    [InlineData("ImmutableArray<int>", "IReadOnlyList<long>")]
    [InlineData("IReadOnlyDictionary<int, int>", "IReadOnlyDictionary<string, long>")]
    public void These_changes_are_said_to_survive(string old, string @new) => Assert.Null(Find(old, @new));

    [Theory]
    [InlineData("int", "string")]
    [InlineData("long", "double")]
    [InlineData("int", "float")]
    [InlineData("decimal", "double")]
    [InlineData("double", "decimal")]
    [InlineData("uint", "int")]
    [InlineData("sbyte", "ulong")]
    [InlineData("int?", "int")]
    [InlineData("int?", "JsonElement")]
    [InlineData("string", "Guid")]
    [InlineData("Guid", "Uri")]
    [InlineData("Acme.Unknown", "string")]
    [InlineData("Acme.Unknown", "JsonElement")]
    [InlineData("int", "Acme.Unknown")]
    public void These_changes_are_not_said_to_survive(string old, string @new) => Assert.NotNull(Find(old, @new));

    private static string? Find(string old, string @new) => new TypeSurvival(Known, Known).FindLoss(OptionType.Parse(old)!, OptionType.Parse(@new)!);

    // Nearly every text happens to be a relative URI; to say so would help nobody.
    private static bool MaySurviveByChance(StoredType after) => after.Name == "Uri";

    private static LockedEnumeration Members<T>()
        where T : struct, Enum => new(Name<T>(), typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false), Enum.GetNames<T>().ToHashSet(StringComparer.Ordinal));

    private static string Name<T>() => OptionType.Of(typeof(T).FullName!, []).ToString();

    private static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
