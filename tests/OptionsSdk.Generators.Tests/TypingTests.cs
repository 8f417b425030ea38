using Microsoft.CodeAnalysis.CSharp;

namespace OptionsSdk.Generators.Tests;

/// <summary>Half-typed code: never an exception, and always what a run from scratch would give.</summary>
public sealed class TypingTests
{
    private const string Source =
        """
        using System; using System.Collections.Generic;
        using Span = System.TimeSpan;
        using System.ComponentModel.DataAnnotations; using OptionsSdk;
        namespace Acme.Shop
        {
            using Day = System.DayOfWeek;
            public partial class Outer
            {
                /// <summary>What <see cref="Port"/> &amp; others are.</summary>
                [OptionGroup(Prefix + ".inner")]
                internal sealed partial class @class(int seed)
                {
                    private const string Prefix = nameof(Acme);
                    [Range(1, 9, ErrorMessage = "x"), Option(flags: OptionFlags.Required | (OptionFlags.AllowEmpty), key: "a" + ".b")]
                    public partial int Port { get; } = 1 + 2;
                    [Option(OptionFlags.Credential)] public partial string @event { get; } = $"a{1}b";
                    public partial IReadOnlyDictionary<string, IReadOnlyList<Day?>> Map { get; } = new Dictionary<string, IReadOnlyList<Day?>>();
                    internal partial (int, Span?)[] Pairs { get; } = [];
                    private static partial void ValidatePort(int x, ref string? y) { if (x == seed) y = "is"; }
                    [NotAnOption] public partial int No { get; }
                    public int Keys => seed;
                }
            }
            [OptionGroup] partial class MoreOptions { public partial double? Rate { get; } }
        }
        """;

    private static Microsoft.CodeAnalysis.MetadataReference[] Few { get; } = [Basic.Reference.Assemblies.Net100.References.SystemRuntime, GeneratorRun.Runtime];

    [Fact]
    public void Every_prefix_gives_what_a_run_from_scratch_gives()
    {
        var compilation = GeneratorRun.Compile("Acme.App", Few, "");
        var run = GeneratorRun.Of(compilation);
        for (var length = 1; length <= Source.Length; length++)
        {
            run = Step(run, ref compilation, Source[..length]);
        }

        AssertWhole(run);
    }

    [Fact]
    public void Every_suffix_and_every_hole_gives_what_a_run_from_scratch_gives()
    {
        var compilation = GeneratorRun.Compile("Acme.App", Few, "");
        var run = GeneratorRun.Of(compilation);
        var random = new Random(20261);
        for (var edit = 0; edit < 400; edit++)
        {
            var start = random.Next(Source.Length);
            var length = random.Next(1, 60);
            var end = Math.Min(Source.Length, start + length);
            var text = (edit % 3) switch
            {
                0 => Source[..start] + Source[end..],
                1 => Source[..end] + Source[start..],
                _ => Source[start..],
            };
            run = Step(run, ref compilation, text);
        }

        AssertWhole(Step(run, ref compilation, Source));
    }

    // From scratch means: a driver that knows nothing, on the same compilation.
    private static GeneratorRun Step(GeneratorRun run, ref CSharpCompilation compilation, string text)
    {
        compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], GeneratorRun.Parse(text, "Source0.cs"));
        run = GeneratorRun.Of(run.Driver, compilation);
        Assert.True(run.Problems.IsEmpty, $"{string.Join('\n', run.Problems)}\n{text}");
        var cold = GeneratorRun.Of(compilation);
        Assert.True(cold.Files.OrderBy(static file => file.Key, StringComparer.Ordinal).SequenceEqual(run.Files.OrderBy(static file => file.Key, StringComparer.Ordinal)), text);
        return run;
    }

    private static void AssertWhole(GeneratorRun run)
    {
        Assert.Equal(3, run.Files.Count);
        var outer = run.Files["Acme.Shop.Outer.class.g.cs"];
        Assert.Contains("Properties = new string[] { \"Port\", \"event\", \"Map\", \"Pairs\" },", outer, StringComparison.Ordinal);
        Assert.Equal(4, outer.Split("__declaration.Option<").Length - 1);
        Assert.Equal(4, outer.Split("        public partial ").Length + outer.Split("        internal partial ").Length - 2);
        Assert.Contains("Properties = new string[] { \"Rate\" },", run.Files["Acme.Shop.MoreOptions.g.cs"], StringComparison.Ordinal);
        Assert.Equal(2, run.Registry.Split("registry.Add<").Length - 1);
    }
}
