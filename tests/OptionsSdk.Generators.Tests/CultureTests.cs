using System.Globalization;

namespace OptionsSdk.Generators.Tests;

public sealed class CultureTests
{
    private const string Source =
        """
        using System.ComponentModel.DataAnnotations;
        namespace Acme;
        [OptionsSdk.OptionGroup]
        public partial class InitialIndexOptions
        {
            [Range(-1, 1)]
            public partial int IsItInteresting { get; } = -1;
            public partial double Rate { get; } = -0.5;
            public partial string Ärger { get; }
            public partial string Zone { get; }
        }
        """;

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("sv-SE")]
    [InlineData("fi-FI")]
    [InlineData("ar-SA")]
    public void The_machines_culture_changes_nothing(string culture)
    {
        var expected = GeneratorRun.Of(Source).AssertCompiles(1).Files;
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new(culture);

            Assert.Equal(expected, GeneratorRun.Of(Source).Files);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }

        Assert.Contains("\"initial-index.is-it-interesting\"", expected["Acme.InitialIndexOptions.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_with_other_line_ends_gives_the_same_output()
    {
        const string Lines =
            """
            [OptionsSdk.OptionGroup("a" // one
                + ".b")]
            public partial class Group
            {
                [OptionsSdk.Option("c" /* two */
                    + ".d")]
                public partial System.Collections.Generic.IReadOnlyList<
                    int> Ports { get; } = [1, // three
                    2];
                /// <summary>Four
                /// lines.</summary>
                public partial int Port { get; }
            }
            """;
        var windows = GeneratorRun.Of(Sources.Mail.ReplaceLineEndings("\r\n"), Lines.ReplaceLineEndings("\r\n")).AssertCompiles(2).Files;

        Assert.Equal(GeneratorRun.Of(Sources.Mail.ReplaceLineEndings("\n"), Lines.ReplaceLineEndings("\n")).Files, windows);
        Assert.All(windows.Values, static text => Assert.DoesNotContain('\r', text));
    }
}
