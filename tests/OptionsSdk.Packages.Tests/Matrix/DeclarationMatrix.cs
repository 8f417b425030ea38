using System.Globalization;
using System.Text;

namespace OptionsSdk.Packages.Tests.Matrix;

/// <summary>Every type an option can have, with and without default, under flags that are legal for it, as source.</summary>
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

    /// <summary>How many options the source of a consumer declares.</summary>
    public static int Count { get; } = Types.Index().Sum(static type => Turns(type.Item, type.Index).Count());

    /// <summary>The source of a consumer, in which flags take turns: one group for each type, one option for each row.</summary>
    /// <param name="name">The project's namespace; its groups start with it too.</param>
    public static string Source(string name) => Source(name, Turns);

    /// <summary>The source of every type that may carry these flags, with every kind of default.</summary>
    /// <param name="name">The project's namespace; its groups start with it too.</param>
    /// <param name="flags">One of <see cref="AllFlags"/>.</param>
    public static string Source(string name, string flags) => Source(name, (type, _) => Initializers(type).SelectMany(initializer => Declarations(type, initializer, [flags])).Distinct());

    /// <summary>The numbers of the groups in that source, which are those of their types.</summary>
    /// <param name="flags">One of <see cref="AllFlags"/>.</param>
    public static IEnumerable<int> Groups(string flags) => Types.Index()
        .Where(type => Initializers(type.Item).Any(initializer => Declarations(type.Item, initializer, [flags]).Any()))
        .Select(static type => type.Index);

    private static string Source(string name, Func<MatrixType, int, IEnumerable<(string Flags, string? Initializer)>> rows)
    {
        var source = new StringBuilder($$"""
            using System;
            using System.Collections.Generic;
            using System.Collections.Immutable;
            using System.Text.Json;
            using OptionsSdk;

            namespace {{name}};

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

            """);
        foreach (var (group, type) in Types.Index().Where(type => rows(type.Item, type.Index).Any()))
        {
            source.Append(CultureInfo.InvariantCulture, $$"""

                /// <summary>Options of one type.</summary>
                [OptionGroup("{{name.ToLowerInvariant()}}-{{group}}")]
                public sealed partial class Group{{group}}Options
                {

                """);
            foreach (var (row, (flags, initializer)) in rows(type, group).Index())
            {
                source.Append("    /// <summary>An option.</summary>\n");
                if (flags.Length > 0)
                {
                    source.Append(CultureInfo.InvariantCulture, $"    [Option({string.Join(" | ", flags.Split(" | ").Select(static flag => $"OptionFlags.{flag}"))})]\n");
                }

                source.Append(CultureInfo.InvariantCulture, $"    public partial {type.Spelling} Value{row} {{ get; }}{(initializer is null ? "" : $" = {initializer};")}\n\n");
            }

            source.Append("}\n");
        }

        return source.ToString();
    }

    // All of types, defaults and flags together are thousands of options, which the SDK's own analyzers take minutes for. So the flags take turns: every
    // type has every kind of default, every flag meets every kind of default and many types, and flags that need a certain type meet all of those types.
    private static IEnumerable<(string Flags, string? Initializer)> Turns(MatrixType type, int index) => Initializers(type).Index().SelectMany(turn => Declarations(
        type,
        turn.Item,
        [.. Enumerable.Range(0, type.IsLeaf ? 2 : 1).Select(step => Flags[(index + (5 * turn.Index) + (3 * step)) % Flags.Count]), .. type.OwnFlags.Skip(turn.Index % 2).Where(static (_, own) => own % 2 == 0)]));

    private static IEnumerable<(string Flags, string? Initializer)> Declarations(MatrixType type, string? initializer, IEnumerable<string> flags)
    {
        foreach (var flag in flags.Where(flag => Flags.Contains(flag) || type.OwnFlags.Contains(flag)))
        {
            // A secret does not belong into source code, so a type that needs a default cannot hold one.
            if (!flag.Contains("Credential", StringComparison.Ordinal))
            {
                yield return (flag, initializer);
            }
            else if (type.Empty is not null)
            {
                yield return (flag, null);
            }
        }
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

    private static MatrixType ImmutableArray(MatrixType item) => new($"ImmutableArray<{item.Spelling}>", $"[{item.Value}]", "[]");

    private static MatrixType ReadOnlyList(MatrixType item) => new($"IReadOnlyList<{item.Spelling}>", $"[{item.Value}]", "[]");

    private static MatrixType Dictionary(string key, string keyValue, MatrixType item) => new(
        $"IReadOnlyDictionary<{key}, {item.Spelling}>",
        $"ImmutableDictionary<{key}, {item.Spelling}>.Empty.Add({keyValue}, {item.Value})",
        $"ImmutableDictionary<{key}, {item.Spelling}>.Empty");
}
