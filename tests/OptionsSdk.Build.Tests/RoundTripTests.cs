using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Build.Tests;

/// <summary>What the task writes is what the analyzer expects: the same declarations have no difference.</summary>
public sealed class RoundTripTests
{
    // Types as declarations spell them, and a default for those that need one.
    private static readonly (string Type, string Default)[] Types =
    [
        ("bool", ""),
        ("byte", ""),
        ("sbyte", ""),
        ("short", ""),
        ("ushort", ""),
        ("char", "'a'"),
        ("int", "-1"),
        ("uint", ""),
        ("long", ""),
        ("ulong", "0xFF_FFul"),
        ("float", "1.5e30f"),
        ("double", "-0.5"),
        ("decimal", "1m"),
        ("string", "\"\\u0130 \\\\ \\\"\""),
        ("string", "$\"{1}\""),
        ("string", "\"\"\"\n        a\n        \"\"\""),
        ("Int32", ""),
        ("global::System.String", "nameof(MatrixOptions)"),
        ("DayOfWeek", "DayOfWeek.Monday"),
        ("TimeSpan", "TimeSpan.FromSeconds(1)"),
        ("DateTimeOffset", ""),
        ("DateOnly", "new(2026, 1, 2)"),
        ("TimeOnly", ""),
        ("Guid", ""),
        ("Uri", "new(\"https://a.example/\")"),
        ("Version", "new(1, 2)"),
        ("JsonElement", "JsonSerializer.SerializeToElement(1)"),
        ("int?", "null"),
        ("Nullable<bool>", ""),
        ("DayOfWeek?", ""),
        ("ImmutableArray<int>", "[1]"),
        ("System.Collections.Immutable.ImmutableArray<string>", "[\"a\"]"),
        ("IReadOnlyList<int?>", "[1, null]"),
        ("IReadOnlyList<IReadOnlyList<DayOfWeek>>", "[[DayOfWeek.Monday]]"),
        ("IReadOnlyDictionary<string, int>", "new Dictionary<string, int> { [\"a\"] = 1 }"),
        ("IReadOnlyDictionary<DayOfWeek, IReadOnlyDictionary<string, decimal?>>", ""),
        ("Alias", "Alias.Zero"),
        ("Deep.Outer<int>.Level", ""),
        ("Deep.Access", "Deep.Access.Read | Deep.Access.Write"),
        ("System.StringComparison", ""),
        ("System.Threading.Tasks.TaskCreationOptions", ""),
    ];

    private static readonly string[] Flags = ["", "Immutable", "NoStore", "StoreOnly", "Required | PrioritizeDisk", "AllowEmpty", "Credential", "AdminModifiable | AutomatorModifiable", "None"];

    [Fact]
    public async Task Every_type_with_all_flags_is_read_as_the_compiler_sees_it()
    {
        var options = Types.SelectMany(static (type, index) => Flags.Select((flags, number) =>
            $$"""
                /// <summary>Documented.</summary>
                {{(flags.Length > 0 ? $"[Option({string.Join(" | ", flags.Split(" | ").Select(static flag => $"OptionFlags.{flag}"))})]" : "")}}
                public partial {{type.Type}} Option{{index}}X{{number}} { get; }{{(type.Default.Length > 0 ? $" = {type.Default};" : "")}}
            """));
        var program =
            $$"""
            using Alias = System.TimeSpan;

            namespace Acme.Deep
            {
                public static class Outer<T>
                {
                    public enum Level { Debug, Info }
                }

                [Flags]
                public enum Access { None = 0, Read = 1, Write = 2 }
            }

            namespace Acme
            {
                /// <summary>Documented.</summary>
                [OptionGroup("matrix")]
                public sealed partial class MatrixOptions
                {
            {{string.Join('\n', options)}}
                }
            }
            """;
        var declared = DeclaredAssembly.Read(program);
        var text = LockFileWriter.Write(declared);
        Assert.Equal(Types.Length * Flags.Length, declared.Options.Count);

        var found = await AnalyzerTest.Of(program).WithAdditionalFile("/project/options.lock.json", text).DiagnosticsAsync();

        Assert.Empty(found.Where(static diagnostic => diagnostic.Id.StartsWith("OSDK11", StringComparison.Ordinal)).Select(static diagnostic => diagnostic.ToString()));
        Assert.Equal(text, LockFileWriter.Write(LockUpdate.Create(LockFileReader.Read(text).File!, declared).File));
    }
}
