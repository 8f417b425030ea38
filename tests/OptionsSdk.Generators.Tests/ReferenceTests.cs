using Microsoft.CodeAnalysis;

namespace OptionsSdk.Generators.Tests;

/// <summary>What the generator makes of an assembly's references, as files and as projects of a workspace.</summary>
public sealed class ReferenceTests
{
    private const string Start =
        """
        using Microsoft.Extensions.DependencyInjection;
        namespace Acme;
        public static class Program
        {
            public static string Run()
            {
                var services = new ServiceCollection();
                return string.Join(",", System.Linq.Enumerable.Select(services.AddOptionsSdk().Registry.Groups, group => group.Name));
            }
        }
        """;

    public enum Form
    {
        File,
        Project,
    }

    [Theory]
    [InlineData(Form.File)]
    [InlineData(Form.Project)]
    public void Every_group_of_a_diamond_of_references_is_registered_once(Form form)
    {
        var bottom = Library("Bottom", "", Group("Bottom"));
        var left = Library("Left", "", Group("Left"), Reference(bottom, form));
        var right = Library("Right", "", Group("Right"), Reference(bottom, form));
        var app = App(Start + Group("App"), Reference(bottom, form), Reference(left, form), Reference(right, form)).AssertCompiles(1);

        using var program = LoadedProgram.Of(app, bottom, left, right);

        Assert.Equal("Bottom,Left,Right,App", program.Call("Acme.Program", "Run"));
    }

    [Theory]
    [InlineData(Form.File)]
    [InlineData(Form.Project)]
    public void An_assembly_without_groups_passes_on_those_of_its_references(Form form)
    {
        var bottom = Library("Bottom", "", Group("Bottom"));
        var middle = Library("Middle", "", "public class Nothing;", Reference(bottom, form));
        var app = App(Start, Reference(middle, form)).AssertCompiles(0);

        using var program = LoadedProgram.Of(app, bottom, middle);

        Assert.Equal("Bottom", program.Call("Acme.Program", "Run"));
    }

    [Theory]
    [InlineData(Form.File)]
    [InlineData(Form.Project)]
    public void Friends_have_their_own_AddOptionsSdk_and_see_no_others(Form form)
    {
        var library = Library("Library", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Acme.App\")]", Group("Library"));
        var app = App(Start + Group("App"), Reference(library, form)).AssertCompiles(1);

        using var program = LoadedProgram.Of(app, library);

        Assert.Equal("Library,App", program.Call("Acme.Program", "Run"));
    }

    [Fact]
    public void An_internal_group_of_a_library_is_registered_by_those_who_cannot_name_it()
    {
        var library = Library("Library", "", "[OptionsSdk.OptionGroup] internal partial class HiddenOptions { public partial int Port { get; } = 1; }");
        var app = App(Start, Reference(library, Form.File)).AssertCompiles(0);

        using var program = LoadedProgram.Of(app, library);

        Assert.Equal("HiddenOptions", program.Call("Acme.Program", "Run"));
    }

    [Fact]
    public void A_library_without_a_container_gives_its_registry_by_hand()
    {
        var library = GeneratorRun.Of(GeneratorRun.Compile("Acme.Library", GeneratorRun.ReferencesWithoutInjection, Group("Library"))).AssertCompiles(1);
        var app = App(
            """
            namespace Acme;
            public static class Program
            {
                public static string Run() => OptionsSdk.Generated.Registries.Acme_Library.Create().Groups[0].Name;
            }
            """,
            Reference(library, Form.File)).AssertCompiles(0);

        using var program = LoadedProgram.Of(app, library);

        Assert.Equal("Library", program.Call("Acme.Program", "Run"));
        Assert.DoesNotContain("DependencyInjection", library.Registry, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Form.File)]
    [InlineData(Form.Project)]
    public void A_reference_behind_an_extern_alias_is_found_there(Form form)
    {
        var library = Library("Library", "", Group("Library"));
        var reference = form == Form.File ? library.ToReference("hidden") : library.Output.ToMetadataReference(["hidden"]);
        var app = App(Start, reference).AssertCompiles(0);

        using var program = LoadedProgram.Of(app, library);

        Assert.Equal("Library", program.Call("Acme.Program", "Run"));
    }

    [Fact]
    public void Without_groups_and_without_a_container_there_is_nothing_to_say() =>
        Assert.Empty(GeneratorRun.Of(GeneratorRun.Compile("Acme.App", GeneratorRun.ReferencesWithoutInjection, "")).AssertCompiles().Files);

    [Fact]
    public void Without_the_runtime_nothing_is_generated()
    {
        var run = GeneratorRun.Of(GeneratorRun.Compile(
            "Acme.App",
            GeneratorRun.ReferencesWithoutRuntime,
            "namespace OptionsSdk { public sealed class OptionGroupAttribute : System.Attribute; [OptionGroup] public partial class A { } }"));

        Assert.Empty(run.AssertCompiles().Files);
    }

    [Fact]
    public void A_reference_that_cannot_be_read_is_the_compilers_business()
    {
        var broken = MetadataReference.CreateFromImage(new byte[] { 1, 2, 3 });
        var missing = new MissingReference();

        var run = App(Group("App"), broken, missing);

        Assert.Empty(run.Problems);
        Assert.Contains("OptionGroupEntry.Of<global::App>()", run.Registry, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_of_another_namespace_names_no_registry()
    {
        var library = Library(
            "Library",
            "[assembly: Decoy.OptionRegistryManifest(typeof(string))]",
            "namespace Decoy { public sealed class OptionRegistryManifestAttribute(System.Type type) : System.Attribute { public System.Type Type => type; } }");

        Assert.DoesNotContain("AddTo", App("", Reference(library, Form.File)).AssertCompiles(0).Registry, StringComparison.Ordinal);
        Assert.DoesNotContain("AddTo", App("", Reference(library, Form.Project)).AssertCompiles(0).Registry, StringComparison.Ordinal);
    }

    private static string Group(string name) => $"[OptionsSdk.OptionGroup] public partial class {name} {{ public partial int Port {{ get; }} = 1; }}";

    private static GeneratorRun Library(string name, string attributes, string source, params MetadataReference[] references) =>
        GeneratorRun.Of(GeneratorRun.Compile($"Acme.{name}", [.. GeneratorRun.References, .. references], attributes, source)).AssertCompiles();

    private static GeneratorRun App(string source, params MetadataReference[] references) =>
        GeneratorRun.Of(GeneratorRun.Compile("Acme.App", [.. GeneratorRun.References, MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.DependencyInjection.ServiceCollection).Assembly.Location), .. references], source));

    private static MetadataReference Reference(GeneratorRun library, Form form) =>
        form == Form.File ? library.ToReference() : library.Output.ToMetadataReference();

    private sealed class MissingReference() : PortableExecutableReference(MetadataReferenceProperties.Assembly, "missing.dll")
    {
        protected override DocumentationProvider CreateDocumentationProvider() => DocumentationProvider.Default;

        protected override Metadata GetMetadataImpl() => throw new FileNotFoundException();

        protected override PortableExecutableReference WithPropertiesImpl(MetadataReferenceProperties properties) => this;
    }
}
