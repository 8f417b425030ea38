using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Tests.Keys;

/// <summary>The keys that analyzers know are those that the generator makes.</summary>
public sealed class KeyIndexTests
{
    private const string Unusual =
        """
        global using Mark = OptionsSdk.OptionGroupAttribute;

        namespace Acme.@event
        {
            internal static class Names
            {
                public const string Group = "names";
                public const string Key = Group + ".kept";
                public const string Empty = "";
            }

            [OptionGroup(Names.Group)]
            public sealed partial class ByConstantOptions
            {
                public partial int Port { get; } = 1;

                [Option(Names.Key)]
                public partial int Kept { get; } = 1;

                [Option(flags: OptionFlags.NoStore, key: "names" + ".odd")]
                public partial int Odd { get; } = 1;

                [Option(key: "names.named")]
                public partial int @class { get; } = 1;
            }

            [OptionGroup("")]
            public sealed partial class RootOptions
            {
                public partial int HTTPPort { get; } = 1;
            }

            [OptionGroup(Names.Empty)]
            public sealed partial class EmptyByConstant
            {
                public partial int U2fAppId { get; } = 1;
            }

            public partial struct Outer
            {
                public partial class Middle
                {
                    [OptionsSdk.OptionGroup]
                    internal sealed partial class InnerOptions
                    {
                        [Option((OptionFlags)2)]
                        public partial string? Cast { get; } = "";

                        public partial int /* comment */ Spaced { get; }
                            = 1 + // one
                              2;
                    }
                }
            }

            [global::OptionsSdk.OptionGroupAttribute]
            public sealed partial class UseTlsOptions
            {
                public partial bool On { get; } = true;

                public static partial int Shared { get; }

                public static partial int Shared => 1;

                [NotAnOption]
                public partial int Own { get; }

                public partial int Own => 1;

                public partial int Implemented { get; }

                public partial int Implemented => 1;

                public partial int Elsewhere { get; }

                public partial int Settable { get; set; }

                public partial int Settable { get => 1; set => _ = value; }

                public int Plain => 1;
            }

            public sealed partial class UseTlsOptions
            {
                public partial int Elsewhere => 1;
            }
        }

        namespace Acme.Foreign
        {
            [AttributeUsage(AttributeTargets.Class)]
            public sealed class OptionGroupAttribute(string name) : Attribute
            {
                public string Name => name;
            }

            [OptionGroup("foreign")]
            public sealed partial class ForeignOptions
            {
                public partial int Port { get; }

                public partial int Port => 1;
            }
        }
        """;

    [Fact]
    public void The_catalogue_of_the_quick_start_is_known_as_the_generator_knows_it()
    {
        var program = AnalyzerTest.Of([.. Directory.GetFiles(Declared.Folder("samples/Quickstart/Catalogue"), "*.cs").Select(File.ReadAllText)]).Compile(libraryIsFile: true);
        var known = Declared.BySource(program);
        Assert.NotEmpty(known);
        Assert.Equal(Declared.ByManifest(AnalyzerTest.Generate(program)), known);
    }

    [Fact]
    public void Unusual_declarations_are_known_as_the_generator_knows_them()
    {
        var program = AnalyzerTest.Of(Unusual).Compile(libraryIsFile: true);
        var built = AnalyzerTest.Generate(program);
        Assert.Empty(built.GetDiagnostics(TestContext.Current.CancellationToken).Where(static problem => problem.Severity == DiagnosticSeverity.Error));
        var known = Declared.BySource(program);
        Assert.Contains(known, static option => option.StartsWith("names.kept ", StringComparison.Ordinal));
        Assert.Equal(Declared.ByManifest(built), known);
        Assert.Equal(known, Declared.BySource(built));
    }

    [Fact]
    public void A_marker_behind_an_alias_of_another_file_is_seen()
    {
        var program = AnalyzerTest.Of(
            "global using Mark = OptionsSdk.OptionGroupAttribute;",
            """
            [Mark("mail")]
            public sealed partial class MailOptions
            {
                public partial int Port { get; } = 25;
            }
            """).Compile(libraryIsFile: true);
        Assert.Equal(["mail.port [Default] MailOptions.Port: int = 25"], Declared.BySource(program));
        Assert.Equal(Declared.ByManifest(AnalyzerTest.Generate(program)), Declared.BySource(program));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_options_of_a_library_are_known_from_its_file_and_from_its_project(bool libraryIsFile)
    {
        var index = Declared.Index(AnalyzerTest.Of("").WithLibrary(Declared.Library).Compile(libraryIsFile));
        Assert.Equal(
            [
                "inner.sizes [Default] Acme.Library.Outer+InnerOptions.Sizes: IReadOnlyDictionary<string, int> = new Dictionary<string, int>()",
                "mail.list-namespace [Immutable, Required] Acme.Library.MailOptions.ListNamespace: string = \"local\\\"host\"",
                "mail.port [Default] Acme.Library.MailOptions.Port: int = 25",
                "mail.token [Credential] Acme.Library.MailOptions.Token: string = ",
            ],
            index.All.Select(static option => Declared.Text(option.Facts)).Order(StringComparer.Ordinal));
        Assert.Empty(index.Own);
        Assert.False(index.IsEmpty);
        var port = index.Find("mail.port");
        Assert.Equal("Acme.Library", port?.Assembly.Name);
        Assert.Equal("int", port?.Property?.Type.ToDisplayString());
        Assert.Equal("mail.list-namespace", index.Find(port!.Group!, "ListNamespace")?.Key);
        Assert.Null(index.Find(port.Group!, "Absent"));
        Assert.Null(index.Find("mail.absent"));
    }

    [Fact]
    public void A_project_whose_generator_has_not_run_is_known_too()
    {
        var library = AnalyzerTest.Of(Declared.Library).Compile(libraryIsFile: true);
        var program = AnalyzerTest.Of("").Compile(libraryIsFile: true).WithAssemblyName("Acme.Other").AddReferences(library.ToMetadataReference());
        Assert.Equal(25, int.Parse(Declared.Index(program).Find("mail.port")!.Facts.Default, null));
    }

    [Fact]
    public void All_declarations_of_a_key_are_found_those_of_the_project_first()
    {
        var index = Declared.Index(AnalyzerTest.Of(
            """
            [OptionGroup("mail")]
            public sealed partial class OwnOptions
            {
                public partial int Port { get; } = 1;
            }
            """).WithLibrary(Declared.Library).Compile(libraryIsFile: true));
        Assert.Equal(["OwnOptions", "MailOptions"], index.FindAll("mail.port").Select(static option => option.Facts.GroupName));
    }

    [Fact]
    public void A_group_of_another_library_of_the_same_name_is_no_group()
    {
        var index = Declared.Index(AnalyzerTest.Of(
            """
            namespace Elsewhere;

            public sealed class OptionGroupAttribute(string name) : Attribute
            {
                public string Name => name;
            }

            [OptionGroup("mail")]
            public sealed partial class MailOptions
            {
                public partial int Port { get; }
            }
            """).Compile(libraryIsFile: true));
        Assert.True(index.IsEmpty);
        Assert.Null(index.Find("mail.port"));
        Assert.Empty(index.All);
    }

    [Fact]
    public void Half_typed_declarations_are_read_at_every_length()
    {
        for (var length = 0; length < Unusual.Length; length += 31)
        {
            var index = Declared.Index(AnalyzerTest.Of(Unusual[..length]).Compile(libraryIsFile: true));
            Assert.All(index.All, static option => Assert.NotEmpty(option.Key));
        }
    }
}
