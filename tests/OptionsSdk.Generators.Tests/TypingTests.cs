namespace OptionsSdk.Generators.Tests;

/// <summary>Half-typed code: never an exception, and always what a run from scratch would give.</summary>
public sealed class TypingTests
{
    internal const string Source =
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
        var session = new EditorSession("");
        for (var length = 1; length <= Source.Length; length++)
        {
            session.Type(0, Source[..length]);
        }

        AssertWhole(session.Files);
    }

    [Fact]
    public void Every_suffix_and_every_hole_gives_what_a_run_from_scratch_gives()
    {
        var session = new EditorSession("");
        var random = new Random(20261);
        for (var edit = 0; edit < 400; edit++)
        {
            var start = random.Next(Source.Length);
            var end = Math.Min(Source.Length, start + random.Next(1, 60));
            session.Type(0, (edit % 3) switch
            {
                0 => Source[..start] + Source[end..],
                1 => Source[..end] + Source[start..],
                _ => Source[start..],
            });
        }

        session.Type(0, Source);
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
        Assert.Equal(2, files["OptionsSdk-Registry.g.cs"].Split("OptionGroupEntry.Of<").Length - 1);
    }
}
