using System.Globalization;
using System.Text;

namespace OptionsSdk.Packages.Tests.Matrix;

/// <summary>Every type an option can have, with and without default, under all flags that are legal for it, as source.</summary>
internal static class DeclarationMatrix
{
    private static readonly string[] Numbers = ["Rate", "ModifiableRate"];
    private static readonly string[] WholeNumbers = [.. Numbers, "Scalar", "ModifiableScalar"];

    /// <summary>The types that are not put together from others, as the library's codecs spell them.</summary>
    public static IReadOnlyList<MatrixType> Leaves { get; } =
    [
        new("bool", "true", "false", "Bool", "ModifiableBool"),
        new("sbyte", "1", "0", WholeNumbers),
        new("byte", "1", "0", WholeNumbers),
        new("short", "1", "0", WholeNumbers),
        new("ushort", "1", "0", WholeNumbers),
        new("int", "1", "0", WholeNumbers),
        new("uint", "1", "0", WholeNumbers),
        new("long", "1", "0", WholeNumbers),
        new("ulong", "1", "0", WholeNumbers),
        new("float", "0.5f", "0", Numbers),
        new("double", "0.5", "0", Numbers),
        new("decimal", "0.5m", "0", Numbers),
        new("char", "'x'", null),
        new("string", "\"text\"", "\"\""),
        new("TimeSpan", "TimeSpan.FromSeconds(5)", "TimeSpan.Zero"),
        new("DateTimeOffset", "DateTimeOffset.UnixEpoch", "default"),
        new("DateOnly", "new(2026, 1, 2)", "default"),
        new("TimeOnly", "new(12, 30)", "default"),
        new("Guid", "new(\"8d1c9c1a-52a4-4b6c-9b1c-1c6c6f1f2d3e\")", "Guid.Empty"),
        new("Uri", "new(\"https://example.com/\")", null),
        new("Version", "new(1, 2)", null),
        new("JsonElement", "JsonElement.Parse(\"{}\")", null),
    ];

    /// <summary>What options of every type may carry. No flags stands first.</summary>
    public static IReadOnlyList<string> Flags { get; } =
    [
        "",
        "Immutable",
        "NoStore",
        "StoreOnly",
        "Required",
        "PrioritizeDisk",
        "AllowEmpty",
        "Credential",
        "AdminModifiable",
        "AutomatorModifiable",
        "AdminModifiable | AutomatorModifiable | PrioritizeDisk",
        "Immutable | NoStore",
        "Credential | NoStore | Required",
        "StoreOnly | Required",
    ];

    public static IReadOnlyList<MatrixType> Types { get; } = [.. AllTypes()];

    /// <summary>All flags, those that only some types may carry among them.</summary>
    public static IReadOnlyList<string> AllFlags { get; } = [.. Flags, .. Types.SelectMany(static type => type.OwnFlags).Distinct()];

    /// <summary>Types that a program declares itself. Their JSON is written by the platform's own generator, which only a real build runs.</summary>
    public static IReadOnlyList<MatrixType> OwnTypes { get; } = [.. AllOwnTypes().Select(static type => type with { JsonContext = "OwnJson" })];

    /// <summary>How many options a consumer declares.</summary>
    public static int Count { get; } = Types.Concat(OwnTypes).Sum(static type => Product(type).Count());

    /// <summary>The files of a consumer that declares the whole product: one group in one file for each type.</summary>
    /// <param name="name">The project's namespace; its groups start with it too.</param>
    public static IEnumerable<(string Name, string Text)> Files(string name) =>
        Types.Concat(OwnTypes).Index()
            .Select(type => ($"Group{type.Index}Options.cs", Head(name) + Group(name, type.Index, type.Item, Product(type.Item))))
            .Prepend(("OwnTypes.cs", Head(name) + OwnTypesSource))
            .Prepend(("Enumerations.cs", Head(name) + EnumerationsSource));

    /// <summary>The source of every type that may carry these flags, with every kind of default.</summary>
    /// <param name="name">The project's namespace; its groups start with it too.</param>
    /// <param name="flags">One of <see cref="AllFlags"/>.</param>
    public static string Source(string name, string flags) =>
        string.Concat(Groups(flags).Select(group => Group(name, group, Types[group], Declarations(Types[group], flags))).Prepend(EnumerationsSource).Prepend(Head(name)));

    /// <summary>The numbers of the groups in that source, which are those of their types.</summary>
    /// <param name="flags">One of <see cref="AllFlags"/>.</param>
    public static IEnumerable<int> Groups(string flags) => Types.Index().Where(type => Declarations(type.Item, flags).Any()).Select(static type => type.Index);

    private const string EnumerationsSource = """

        /// <summary>An enumeration with an empty value.</summary>
        public enum Colour
        {
            /// <summary>No colour.</summary>
            None,

            /// <summary>Red.</summary>
            Red,
        }

        // An enumeration without an empty value is what an option must be able to have.
        #pragma warning disable CA1008

        /// <summary>An enumeration without an empty value.</summary>
        public enum Weekday
        {
            /// <summary>Monday.</summary>
            Monday = 1,
        }

        #pragma warning restore CA1008

        """;

    private const string OwnTypesSource = """

        /// <summary>Where something is handed to.</summary>
        /// <param name="Host">Its name.</param>
        /// <param name="Port">Its port.</param>
        /// <param name="Colour">Its colour.</param>
        /// <param name="Timeout">How long to wait for it, if not as usual.</param>
        /// <param name="Domains">What it takes.</param>
        public sealed record Relay(string Host, int Port = 25, Colour Colour = Colour.Red, TimeSpan? Timeout = null, ImmutableArray<string> Domains = default);

        /// <summary>A place.</summary>
        /// <param name="Across">How far to the right.</param>
        /// <param name="Up">How far up.</param>
        public readonly record struct Spot(int Across, double Up);

        /// <summary>The JSON of these types.</summary>
        [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
        [JsonSerializable(typeof(Relay))]
        [JsonSerializable(typeof(Spot))]
        internal sealed partial class OwnJson : JsonSerializerContext;

        """;

    private static string Head(string name) => $"""
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using OptionsSdk;

        namespace {name};

        """;

    private static string Group(string name, int number, MatrixType type, IEnumerable<(string Flags, string? Initializer)> rows)
    {
        var source = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $$"""

            /// <summary>Options of one type.</summary>
            [OptionGroup("{{name.ToLowerInvariant()}}-{{number}}"{{(type.JsonContext is null ? "" : $", JsonContext = typeof({type.JsonContext})")}})]
            public sealed partial class Group{{number}}Options
            {

            """));
        foreach (var (row, (flags, initializer)) in rows.Index())
        {
            source.Append("    /// <summary>An option.</summary>\n");
            if (flags.Length > 0)
            {
                source.Append(CultureInfo.InvariantCulture, $"    [Option({string.Join(" | ", flags.Split(" | ").Select(static flag => $"OptionFlags.{flag}"))})]\n");
            }

            source.Append(CultureInfo.InvariantCulture, $"    public partial {type.Spelling} Value{row} {{ get; }}{(initializer is null ? "" : $" = {initializer};")}\n\n");
        }

        return source.Append("}\n").ToString();
    }

    private static IEnumerable<(string Flags, string? Initializer)> Product(MatrixType type) => AllFlags.SelectMany(flags => Declarations(type, flags));

    private static IEnumerable<(string Flags, string? Initializer)> Declarations(MatrixType type, string flags)
    {
        if (!Flags.Contains(flags) && !type.OwnFlags.Contains(flags))
        {
            return [];
        }

        // A secret does not belong into source code, so a type that needs a default cannot hold one.
        return flags.Contains("Credential", StringComparison.Ordinal)
            ? type.Empty is null ? [] : [(flags, null)]
            : Initializers(type).Select(initializer => (flags, initializer));
    }

    private static IEnumerable<string?> Initializers(MatrixType type) =>
        type.Empty is null ? [type.Value] : [null, type.Empty, type.Value];

    private static IEnumerable<MatrixType> AllTypes()
    {
        MatrixType[] leaves = [.. Leaves, new("Colour", "Colour.Red", "Colour.None"), new("Weekday", "Weekday.Monday", null)];
        MatrixType[] values = [.. leaves.Where(static leaf => leaf.Spelling is not ("string" or "Uri" or "Version" or "JsonElement"))];
        MatrixType[] nullables = [.. values.Select(static leaf => new MatrixType($"{leaf.Spelling}?", leaf.Value, "null"))];
        return
        [
            .. leaves,
            .. nullables,
            .. leaves.Select(ImmutableArray),
            .. leaves.Select(ReadOnlyList),
            .. leaves.Select(static leaf => Dictionary("string", "\"a\"", leaf)),
            .. nullables.Where(static (_, index) => index % 8 == 0).Select(ImmutableArray),
            .. leaves.Where(static leaf => leaf.Spelling is "Colour" or "Weekday" || leaf.OwnFlags.Contains("Scalar")).Select(static key => Dictionary(key.Spelling, key.Value, new("int", "1", "0"))),
            ImmutableArray(ReadOnlyList(leaves[0])),
            Dictionary("string", "\"a\"", ImmutableArray(new("string", "\"text\"", "\"\""))),
            Dictionary("string", "\"a\"", Dictionary("int", "1", ReadOnlyList(new("int?", "1", "null")))),
        ];
    }

    private static IEnumerable<MatrixType> AllOwnTypes()
    {
        var relay = new MatrixType("Relay", "new(\"localhost\")", null);
        var spot = new MatrixType("Spot", "new(1, 0.5)", null);
        var nullable = new MatrixType("Spot?", spot.Value, "null");
        return [relay, spot, nullable, ImmutableArray(relay), ImmutableArray(spot), ReadOnlyList(relay), Dictionary("string", "\"a\"", relay), Dictionary("Colour", "Colour.Red", spot)];
    }

    private static MatrixType ImmutableArray(MatrixType item) => new($"ImmutableArray<{item.Spelling}>", $"[{item.Value}]", "[]");

    private static MatrixType ReadOnlyList(MatrixType item) => new($"IReadOnlyList<{item.Spelling}>", $"[{item.Value}]", "[]");

    private static MatrixType Dictionary(string key, string keyValue, MatrixType item) => new(
        $"IReadOnlyDictionary<{key}, {item.Spelling}>",
        $"ImmutableDictionary<{key}, {item.Spelling}>.Empty.Add({keyValue}, {item.Value})",
        $"ImmutableDictionary<{key}, {item.Spelling}>.Empty");
}
