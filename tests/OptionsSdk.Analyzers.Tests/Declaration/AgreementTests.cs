using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using OptionsSdk.Analyzers.Declaration;

namespace OptionsSdk.Analyzers.Tests.Declaration;

/// <summary>Analyzer and runtime agree: a declaration is an error at compile time exactly if registration refuses it.</summary>
public sealed class AgreementTests
{
    private const string Around =
        """
        using Numbers = System.Collections.Immutable.ImmutableArray<int>;
        using Maybe = System.Nullable<int>;
        using Text = System.String;
        using Pause = System.TimeSpan;
        public enum Mode { Off, On, Auto = 5 }
        public enum Level { Low = 1, High = 2 }
        [Flags] public enum Days { None = 0, Monday = 1, Tuesday = 2, Sunday = 64 }
        [Flags] public enum Marks { One = 1, Two = 2 }
        public sealed record Relay(string Host, int Port);
        public readonly record struct Point(int X, int Y);
        """;

    private static readonly string[] Types =
    [
        "bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double", "decimal", "char", "string", "object", "nint",
        "TimeSpan", "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "Guid", "Uri", "Version", "JsonElement", "Mode", "Level", "Days", "Marks", "Relay", "Point",
        "int?", "Mode?", "Level?", "char?", "Guid?", "JsonElement?", "string?", "Uri?", "Relay?", "DateTime?", "Point?", "Nullable<int>", "(int, int)", "Task<int>", "Func<int>", "Half", "Type",
        "int[]", "List<int>", "IList<int>", "IEnumerable<int>", "ICollection<string>", "HashSet<int>", "Dictionary<string, int>", "IDictionary<string, int>", "ImmutableList<int>", "ImmutableDictionary<string, int>",
        "ImmutableArray<int>", "ImmutableArray<int>?", "ImmutableArray<Uri>", "ImmutableArray<string?>", "ImmutableArray<int?>", "ImmutableArray<int[]>", "ImmutableArray<ImmutableArray<Mode>>", "ImmutableArray<Relay>",
        "IReadOnlyList<string>", "IReadOnlyList<char>", "IReadOnlyList<List<int>>", "IReadOnlyList<string>?", "IReadOnlyCollection<int>", "System.Collections.Generic.IReadOnlyList<global::System.Int32>",
        "IReadOnlyDictionary<string, int>", "IReadOnlyDictionary<int, JsonElement>", "IReadOnlyDictionary<Mode, int?>", "IReadOnlyDictionary<bool, int>", "IReadOnlyDictionary<int?, int>", "IReadOnlyDictionary<string?, int>",
        "IReadOnlyDictionary<string, List<int>>", "IReadOnlyDictionary<Guid, int>", "IReadOnlyDictionary<byte, IReadOnlyDictionary<string, decimal?>>", "Numbers", "Numbers?", "Maybe", "Text", "Pause", "ImmutableArray<Numbers>", "ImmutableArray<Text>",
        "ImmutableArray<Pause?>", "IReadOnlyDictionary<Text, Maybe>",
    ];

    private static readonly string[] RuleTypes =
    [
        "int", "byte", "float", "decimal", "string", "bool", "TimeSpan", "Mode", "int?", "DateOnly?", "ImmutableArray<int>", "ImmutableArray<int>?", "DateTimeOffset", "TimeOnly", "Guid",
    ];

    private static readonly string[] TypesWithoutEmpty = ["char", "Uri", "Version"];

    private static readonly string[] Rules =
    [
        "Range(1, 5)", "Range(5, 1)", "Range(0.5, 1.5)", "Range(double.NaN, 1)", "Range(1, 1)", "Range(1, 1, MinimumIsExclusive = true)", "Range(typeof(int), \"1\", \"5\")", "Range(typeof(decimal), \"1\", \"x\")",
        "Range(typeof(TimeSpan), \"00:00:01\", \"00:01\")", "StringLength(5)", "StringLength(5, MinimumLength = 6)", "StringLength(-1)", "RegularExpression(\"a+\")", "RegularExpression(\"(?=a)b\")", "RegularExpression(\"[\")",
        "EmailAddress", "Url", "AllowedValues(1, 2)", "AllowedValues(\"a\", \"b\")", "AllowedValues(1, null)", "AllowedValues(1.5)", "AllowedValues(true)", "AllowedValues(Mode.On)", "AllowedValues((Mode)9)", "AllowedValues(\"on\")", "AllowedValues",
        "AllowedValues('a')", "AllowedValues(\"00:00:05\", \"2026-01-31\")", "AllowedValues(typeof(int))",
        "OptionRange(\"1\", \"5\")", "OptionRange(\"5\", \"1\")", "OptionRange(\"00:00:01\", \"00:00:05\")", "OptionRange(\"2026-01-01\", \"2026-12-31\")", "OptionRange(\"08:00\", \"17:30:01.5\")", "OptionRange(\"2026-01-31T08:30:00+01:00\", \"2026-01-31T08:30Z\")",
        "OptionRange(\"1.2\", \"1.10\")", "OptionRange(\"a\", \"z\")", "OptionRange(\"-1\", \"256\")", "OptionRange(\"1e2\", \"1e999\")",
        "OptionLength(1)", "OptionLength(-1)", "OptionLength(3, 2)", "Required", "MinLength(1)", "DeniedValues(1)", "Phone", "DataType(DataType.Password)",
    ];

    private static readonly (string Type, string Default)[] Defaults =
    [
        ("int", "5"), ("int", "'a'"), ("double", "5"), ("double", "double.NaN"), ("double", "1e308 * 10"), ("float", "float.PositiveInfinity"), ("decimal", "1"), ("char", "'a'"), ("char", "'\\ud800'"), ("char", "default"), ("string", "\"a\""), ("string", "\"\""),
        ("string", "null!"), ("string", "default!"), ("string", "\"\\ud800\""), ("string", "\"\\ud83d\\ude00\""), ("Mode", "Mode.On"), ("Mode", "(Mode)9"), ("Mode", "default"), ("Level", "default"), ("Level", "Level.High"), ("Days", "Days.Monday | Days.Sunday"),
        ("Days", "(Days)4"), ("Marks", "Marks.One | Marks.Two"), ("Marks", "0"), ("int?", "null"), ("int?", "5"), ("Mode?", "(Mode)9"), ("Mode?", "null"), ("Uri", "null!"), ("Uri", "new(\"https://a.example/\")"), ("Version", "default!"), ("JsonElement", "default"), ("JsonElement", "new()"),
        ("ImmutableArray<int>", "default"), ("ImmutableArray<int>", "new()"), ("ImmutableArray<int>", "[]"), ("ImmutableArray<int>", "ImmutableArray<int>.Empty"), ("ImmutableArray<int>?", "null"), ("ImmutableArray<int>?", "default(ImmutableArray<int>)"), ("ImmutableArray<string>", "[\"a\", null!]"),
        ("ImmutableArray<Mode>", "[Mode.On, (Mode)9]"), ("IReadOnlyList<string>", "null!"), ("IReadOnlyList<string>", "[]"), ("IReadOnlyList<ImmutableArray<int>>", "[default]"), ("IReadOnlyList<IReadOnlyList<string>>", "[[null!]]"), ("IReadOnlyDictionary<string, int>", "null!"), ("IReadOnlyDictionary<string, int>", "new Dictionary<string, int>()"),
        ("TimeSpan", "TimeSpan.FromSeconds(5)"), ("TimeSpan", "default"), ("Guid", "new()"), ("DateTimeOffset", "default"), ("DateOnly", "new()"),
    ];

    private static readonly (string Rule, string Type, string Default)[] RuledDefaults =
    [
        ("Range(1, 5)", "int", "5"), ("Range(1, 5)", "int", "6"), ("Range(1, 5)", "int", "-1"), ("Range(1, 5, MaximumIsExclusive = true)", "int", "5"), ("Range(1, 5)", "int?", "null"), ("Range(1, 5)", "int?", "6"), ("Range(0.1, 0.9)", "float", "0.1f"), ("Range(0.1, 0.9)", "float", "0.91f"),
        ("Range(0, 1)", "double", "1"), ("Range(0, 1)", "double", "1.5"), ("Range(0, 1)", "decimal", "1.5m"), ("Range(0.5, 1)", "decimal", "0.4m"), ("Range(0.5, 1)", "int", "0"), ("Range(typeof(decimal), \"0.1\", \"0.9\")", "decimal", "1m"), ("Range(1, 5)", "ulong", "18446744073709551615"),
        ("StringLength(3)", "string", "\"abcd\""), ("StringLength(3)", "string", "\"abc\""), ("StringLength(3, MinimumLength = 1)", "string", "\"\""), ("RegularExpression(\"a+\")", "string", "\"aa\""), ("RegularExpression(\"a+\")", "string", "\"b\""), ("RegularExpression(\"a+\")", "string", "\"\""), ("RegularExpression(\"a|ab\")", "string", "\"ab\""), ("RegularExpression(\"a\")", "string", "\"ba\""),
        ("AllowedValues(1, 2)", "int", "2"), ("AllowedValues(1, 2)", "int", "3"), ("AllowedValues(\"a\")", "string", "\"A\""), ("AllowedValues(1, 2)", "double", "2"), ("AllowedValues(1, 2)", "int?", "null"), ("AllowedValues(1)", "int?", "2"), ("AllowedValues(Mode.On)", "Mode", "Mode.Off"), ("AllowedValues(\"on\")", "Mode", "Mode.On"), ("AllowedValues(true)", "bool", "false"), ("AllowedValues(\"yes\")", "bool", "true"),
        ("OptionRange(\"00:00:01\", \"00:01:00\")", "TimeSpan", "TimeSpan.FromSeconds(5)"), ("OptionRange(\"00:00:01\", \"00:01:00\")", "TimeSpan", "TimeSpan.Zero"), ("OptionRange(\"00:00:01\", \"00:01:00\")", "TimeSpan", "TimeSpan.FromMinutes(2)"), ("OptionRange(\"00:00:01\", \"00:01:00\")", "TimeSpan?", "TimeSpan.FromMilliseconds(1.5)"), ("OptionRange(\"1\", \"5\")", "byte", "9"), ("OptionRange(\"a\", \"f\")", "char", "'g'"),
        ("OptionLength(1)", "string", "\"\""), ("OptionLength(1, 2)", "ImmutableArray<int>", "[1, 2]"), ("OptionLength(1, 2)", "ImmutableArray<int>", "[1, 2, 3]"), ("OptionLength(1)", "IReadOnlyList<string>", "[]"), ("OptionLength(1)", "ImmutableArray<int>?", "null"), ("OptionLength(1)", "ImmutableArray<int>?", "[]"),
        ("EmailAddress", "string", "\"a@b\""), ("EmailAddress", "string", "\"a\""), ("EmailAddress", "string", "\"@a\""), ("Url", "string", "\"https://a\""), ("Url", "string", "\"a\""), ("Url", "Uri", "new(\"https://a.example/\")"),
        ("Option(OptionFlags.Rate)", "double", "0.5"), ("Option(OptionFlags.Rate)", "double", "1.5"), ("Option(OptionFlags.Rate)", "int", "2"), ("Option(OptionFlags.Rate)", "decimal", "-0.5m"),
    ];

    private static readonly string[] Keys =
    [
        "a", "mail.port", "9", "a_b:c-d.e", "", "A", "mail.Port", "-a", ".a", "a b", "a/b", "ü", "a\\n", "mail..port", new('a', 128), new('a', 129),
    ];

    private static readonly string[] Limits =
    [
        "\"00:05:00\"", "\"00:05\"", "\" 1.00:00:00 \"", "\"300\"", "\"0:0\"", "\"-00:05:00\"", "\"24:00:00\"", "\"\"", "null!", "\"00:05:00\", OnExpired = OnExpired.UseDefault", "\"00:05:00\", OnExpired = OnExpired.KeepLast",
        "\"00:05:00\", OnExpired = (OnExpired)2", "maxStaleness: \"00:00:00.0000001\"",
    ];

    public static TheoryData<string> Declarations =>
    [
        .. Types.Select(static type => $"public partial {type} Port {{ get; }}"),
        .. RuleTypes.SelectMany(static type => Rules.Select(rule => $"[{rule}] public partial {type} Port {{ get; }}")),
        .. TypesWithoutEmpty.SelectMany(static type => Rules.Where(static rule => !rule.StartsWith("AllowedValues", StringComparison.Ordinal)).Select(rule => $"[{rule}] public partial {type} Port {{ get; }} = {Value(type)};")),
        .. Defaults.Select(static item => $"public partial {item.Type} Port {{ get; }} = {item.Default};"),
        .. RuledDefaults.Select(static item => $"[{item.Rule}] public partial {item.Type} Port {{ get; }} = {item.Default};"),
        .. Keys.Select(static key => $"[Option(\"{key}\")] public partial int Port {{ get; }}"),
        .. Pairs().Select(static flags => $"[Option({flags})] public partial int Port {{ get; }}"),
        .. new[] { "Bool", "Rate", "Scalar" }.SelectMany(static flag => new[] { "bool", "byte", "long", "float", "double", "decimal", "char", "string", "bool?", "int?", "Mode" }.Select(type => $"[Option(OptionFlags.{flag})] public partial {type} Port {{ get; }}{(type == "char" ? " = 'a';" : "")}")),
        .. Limits.SelectMany(static limit => new[] { "", " = 1" }.Select(start => $"[MaxStaleness({limit})] public partial int Port {{ get; }}{start}{(start.Length == 0 ? "" : ";")}")),
        "[Option(OptionFlags.NoStore)] [MaxStaleness(\"00:05:00\")] public partial int Port { get; }",
        "[Option(OptionFlags.StoreOnly)] [MaxStaleness(\"00:05:00\")] public partial int Port { get; }",
        "public partial int Grüße { get; }",
        "public partial int _port { get; }",
        "[Option(\"twice.port\")] public partial int Port { get; } [Option(\"twice.port\")] public partial int Other { get; }",
        "[Option(key: null!)] public partial int Port { get; }",
    ];

    [Fact]
    public async Task An_error_is_reported_exactly_where_registration_refuses()
    {
        var options = Declarations.Select(static (row, index) => (Declaration: row.Data, Index: index)).ToList();
        var source = string.Join('\n', options.Select(static option => $$"""[OptionGroup("mail{{option.Index}}")] public sealed partial class Group{{option.Index}} { {{option.Declaration}} }"""));
        var compilation = AnalyzerTest.Of($"{Around}\n{source}").Compile(libraryIsFile: true);
        var diagnostics = (await compilation.WithAnalyzers([new GroupAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken))
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ToLookup(static diagnostic => Line(diagnostic));
        using var program = LoadedProgram.Of(AnalyzerTest.Generate(compilation));
        var first = Around.Split('\n').Length;
        var disagreements = options
            .Select(option => (option.Declaration, Found: diagnostics[first + option.Index].Select(static diagnostic => diagnostic.Id).ToList(), Refusal: program.Register($"Group{option.Index}")))
            .Where(static option => option.Found.Count > 0 != option.Refusal is not null)
            .Select(static option => $"{option.Declaration}: analyzer [{string.Join(", ", option.Found)}], runtime {option.Refusal ?? "accepts"}")
            .ToList();

        Assert.True(disagreements.Count == 0, $"{disagreements.Count} of {options.Count} disagree:\n{string.Join('\n', disagreements)}");
    }

    private static int Line(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line;

    private static string Value(string type) => type switch
    {
        "char" => "'a'",
        "Uri" => "new(\"https://a.example/\")",
        _ => "new(1, 5)",
    };

    private static IEnumerable<string> Pairs()
    {
        var flags = Enum.GetValues<OptionFlags>().Where(static flag => flag != OptionFlags.None).ToArray();
        return flags.SelectMany(first => flags.Where(second => second >= first).Select(second => $"OptionFlags.{first} | OptionFlags.{second}"));
    }
}
