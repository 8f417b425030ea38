using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
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

    [Fact]
    public void Every_prefix_gives_what_a_run_from_scratch_gives()
    {
        var session = new Session();
        for (var length = 1; length <= Source.Length; length++)
        {
            session.Type(Source[..length]);
        }

        AssertWhole(session.Files);
    }

    [Fact]
    public void Every_suffix_and_every_hole_gives_what_a_run_from_scratch_gives()
    {
        var session = new Session();
        var random = new Random(20261);
        for (var edit = 0; edit < 400; edit++)
        {
            var start = random.Next(Source.Length);
            var end = Math.Min(Source.Length, start + random.Next(1, 60));
            session.Type((edit % 3) switch
            {
                0 => Source[..start] + Source[end..],
                1 => Source[..end] + Source[start..],
                _ => Source[start..],
            });
        }

        session.Type(Source);
        AssertWhole(session.Files);
    }

    private static void AssertWhole(IReadOnlyDictionary<string, string> files)
    {
        Assert.Equal(3, files.Count);
        var outer = files["Acme.Shop.Outer.class.g.cs"];
        Assert.Contains("Properties = new string[] { \"Port\", \"event\", \"Map\", \"Pairs\" },", outer, StringComparison.Ordinal);
        Assert.Equal(4, outer.Split("__declaration.Option<").Length - 1);
        Assert.Equal(4, outer.Split("        public partial ").Length + outer.Split("        internal partial ").Length - 2);
        Assert.Contains("Properties = new string[] { \"Rate\" },", files["Acme.Shop.MoreOptions.g.cs"], StringComparison.Ordinal);
        Assert.Equal(2, files["OptionsSdk-Registry.g.cs"].Split("registry.Add<").Length - 1);
    }

    /// <summary>An editor on one file.</summary>
    private sealed class Session
    {
        private GeneratorDriver _driver = NewDriver();
        private CSharpCompilation _compilation = GeneratorRun.Compile("Acme.App", [Net100.References.SystemRuntime, GeneratorRun.Runtime], "");

        public IReadOnlyDictionary<string, string> Files { get; private set; } = new Dictionary<string, string>();

        /// <summary>Replaces the file's text; asserts that nothing fails, and that a driver that knows nothing gives the same.</summary>
        public void Type(string text)
        {
            _compilation = _compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[0], GeneratorRun.Parse(text, "Source0.cs"));
            _driver = _driver.RunGenerators(_compilation, TestContext.Current.CancellationToken);
            Files = FilesOf(_driver, text);
            Assert.True(FilesOf(NewDriver().RunGenerators(_compilation, TestContext.Current.CancellationToken), text).SequenceEqual(Files), text);
        }

        private static CSharpGeneratorDriver NewDriver() =>
            CSharpGeneratorDriver.Create([new OptionGroupGenerator().AsSourceGenerator()], parseOptions: GeneratorRun.ParseOptions);

        private static SortedDictionary<string, string> FilesOf(GeneratorDriver driver, string text)
        {
            var result = driver.GetRunResult().Results.Single();
            Assert.True(result.Exception is null && result.Diagnostics.IsEmpty, $"{result.Exception}\n{text}");
            var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var source in result.GeneratedSources.Where(static source => !source.HintName.Contains("EmbeddedAttribute", StringComparison.Ordinal)))
            {
                files.Add(source.HintName, source.SourceText.ToString());
            }

            return files;
        }
    }
}
