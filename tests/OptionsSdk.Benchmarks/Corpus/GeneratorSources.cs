using System.Globalization;
using System.Text;

namespace OptionsSdk.Benchmarks.Corpus;

/// <summary>
/// One file for each generator: a class of ten annotated members of five types. An edit renames the last member, which every generator has
/// to answer with other code.
/// </summary>
internal static class GeneratorSources
{
    public const int Members = 10;
    private const int Unrelated = 5;

    private static readonly (string Type, string Default)[] Types =
        [("int", "7"), ("string", "\"text\""), ("bool", "true"), ("long", "7L"), ("double", "0.5")];

    public static string Options(int number, int edit) => Class(
        "using OptionsSdk;",
        $"[OptionGroup(\"part{number}\")]\npublic sealed partial class Part{number}Options",
        edit,
        static (index, name) => $"    [Option(\"value{index}\")]\n    public partial {Types[index % 5].Type} {name} {{ get; }} = {Types[index % 5].Default};\n");

    public static string ObservableProperties(int number, int edit) => Class(
        "using CommunityToolkit.Mvvm.ComponentModel;",
        $"public sealed partial class Part{number}Model : ObservableObject",
        edit,
        static (index, name) => $"    [ObservableProperty]\n    public partial {Types[index % 5].Type} {name} {{ get; set; }}{Initial(index)}\n");

    public static string Mapper(int number, int edit) =>
        Class("using Riok.Mapperly.Abstractions;", $"public sealed class Part{number}", edit, Plain)
        + Class("", $"public sealed class Part{number}Copy", edit, Plain, isFirst: false)
        + $"[Mapper]\npublic static partial class Part{number}Mapper\n{{\n    public static partial Part{number}Copy Copy(Part{number} part);\n}}\n";

    public static string Validator(int number, int edit) =>
        Class(
            "using System.ComponentModel.DataAnnotations;\nusing Microsoft.Extensions.Options;",
            $"public sealed class Part{number}Options",
            edit,
            static (index, name) => $"    [{(index % 5 == 1 ? "Required" : index % 5 == 2 ? "AllowedValues(true, false)" : "Range(0, 100000)")}]\n{Plain(index, name)}")
        + $"[OptionsValidator]\npublic sealed partial class Part{number}Validator : IValidateOptions<Part{number}Options>;\n";

    public static string Messages(int number, int edit) => Class(
        "using Microsoft.Extensions.Logging;",
        $"public static partial class Part{number}Log",
        edit,
        (index, name) => $"    [LoggerMessage({(number * Members) + index}, LogLevel.Information, \"Value {{Value}} of {{Name}}\")]\n    public static partial void {name}(ILogger logger, {Types[index % 5].Type} value, string name);\n");

    public static string Packable(int number, int edit) =>
        Class("using MemoryPack;", $"[MemoryPackable]\npublic sealed partial class Part{number}", edit, Plain);

    /// <summary>Five classes that no generator is after.</summary>
    public static string Ordinary(int number, int edit)
    {
        var text = new StringBuilder("using System;\nusing System.Collections.Generic;\n\nnamespace Corpus.Work;\n\n");
        for (var index = 0; index < Unrelated; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                public sealed class Work{{number}}x{{index}}
                {
                    private readonly List<string> _lines = new List<string>();

                    public int Count { get; set; }

                    public int Do(string name)
                    {
                        ArgumentNullException.ThrowIfNull(name);
                        _lines.Add(name.ToUpperInvariant());
                        Count += {{edit}};
                        return _lines.Count + name.IndexOf("a", StringComparison.Ordinal);
                    }
                }


                """);
        }

        return text.ToString();
    }

    private static string Plain(int index, string name) => $"    public {Types[index % 5].Type} {name} {{ get; set; }}{Initial(index)}\n";

    private static string Initial(int index) => $" = {Types[index % 5].Default};";

    private static string Class(string usings, string declaration, int edit, Func<int, string, string> member, bool isFirst = true)
    {
        var text = new StringBuilder(isFirst ? $"{usings}\n\nnamespace Corpus.Parts;\n\n" : "");
        text.Append(CultureInfo.InvariantCulture, $"{declaration}\n{{\n");
        for (var index = 0; index < Members; index++)
        {
            text.Append(member(index, edit > 0 && index == Members - 1 ? $"Value{index}After{edit}" : $"Value{index}"));
        }

        return text.Append("}\n\n").ToString();
    }
}
