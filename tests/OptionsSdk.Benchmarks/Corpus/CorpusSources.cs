using System.Globalization;
using System.Text;

namespace OptionsSdk.Benchmarks.Corpus;

/// <summary>A large project as text: option groups, and ordinary files whose methods call other methods.</summary>
internal static class CorpusSources
{
    public const int OptionsPerGroup = 10;
    public const int CallsPerFile = 12;

    public static string Group(int number)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.ComponentModel.DataAnnotations;
            using OptionsSdk;

            namespace Corpus.Settings;

            /// <summary>Settings of part {{number}}.</summary>
            [OptionGroup("part{{number}}")]
            public sealed partial class Part{{number}}Options
            {

            """);
        for (var option = 0; option < OptionsPerGroup; option++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    /// <summary>Setting {option} of part {number}.</summary>\n");
            text.Append((option % 5) switch
            {
                0 => $"    [Range(0, 100000)]\n    public partial int Limit{option} {{ get; }} = {option};\n",
                1 => $"    public partial string Host{option} {{ get; }} = \"host-{option}\";\n",
                2 => $"    [Option(OptionFlags.Immutable)]\n    public partial bool Enabled{option} {{ get; }} = true;\n",
                3 => $"    public partial TimeSpan Timeout{option} {{ get; }} = TimeSpan.FromSeconds({option});\n",
                _ => $"    [Option(OptionFlags.ModifiableRate)]\n    public partial double Rate{option} {{ get; }} = 0.5;\n",
            });
        }

        return text.Append("}\n").ToString();
    }

    public static string Ordinary(int number, int edit = 0)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Collections.Generic;
            using System.Globalization;

            namespace Corpus.Work;

            /// <summary>Work {{number}}.</summary>
            public sealed class Work{{number}}
            {
                private readonly List<string> _lines = new List<string>();

                /// <summary>Does it.</summary>
                /// <param name="name">Of whom.</param>
                /// <returns>How much.</returns>
                public int Do(string name)
                {
                    ArgumentNullException.ThrowIfNull(name);
                    var total = {{edit}};

            """);
        for (var call = 0; call < CallsPerFile; call++)
        {
            text.Append(CultureInfo.InvariantCulture, $"        total += Take(name, {call}) + name.IndexOf(\"{call}\", StringComparison.Ordinal);\n");
        }

        return text.Append("""
                    return total;
                }

                private int Take(string name, int at)
                {
                    _lines.Add(name.ToUpperInvariant());
                    return _lines.Count + at.ToString(CultureInfo.InvariantCulture).Length;
                }
            }

            """).ToString();
    }

    /// <summary>A file that writes options by text.</summary>
    public static string Writer(int edit = 0) => $$"""
        using System.Threading.Tasks;
        using OptionsSdk;

        namespace Corpus.Work;

        /// <summary>Writes.</summary>
        public static class Writer
        {
            /// <summary>Writes some.</summary>
            /// <param name="options">Through this.</param>
            /// <returns>When it is done.</returns>
            public static async Task WriteAsync(OptionManager options)
            {
                System.ArgumentNullException.ThrowIfNull(options);
                await options.SetAsync("part1.limit0", {{edit}}).ConfigureAwait(false);
                await options.SetAsync("part2.host1", "other").ConfigureAwait(false);
            }
        }

        """;
}
