using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Analyzers.Testing;

namespace OptionsSdk.Analyzers.Tests.Keys;

public sealed class DeclaringReferencesTests
{
    private static readonly byte[] Image = Emit();

    private static CSharpCompilation Project { get; } = CSharpCompilation.Create("Acme.App", [CSharpSyntaxTree.ParseText("class First;")], [.. References.All, MetadataReference.CreateFromImage(Image)]);

    [Fact]
    public void Only_the_references_that_declare_options_are_kept()
    {
        var (reference, manifest) = Assert.Single(DeclaringReferences.Of(Project));
        Assert.Same(Project.ExternalReferences[^1], reference);
        Assert.Equal(4, manifest.Options.Count);
    }

    [Fact]
    public void An_edit_of_a_file_does_not_sort_the_references_again() =>
        Assert.Same(
            DeclaringReferences.Of(Project),
            DeclaringReferences.Of(Project.ReplaceSyntaxTree(Project.SyntaxTrees[0], CSharpSyntaxTree.ParseText("class Second;", cancellationToken: TestContext.Current.CancellationToken))));

    [Fact]
    public void A_reference_that_is_added_or_removed_counts_at_once()
    {
        Assert.Equal(2, DeclaringReferences.Of(Project.AddReferences(MetadataReference.CreateFromImage(Image))).Count);
        Assert.Empty(DeclaringReferences.Of(Project.RemoveReferences(Project.ExternalReferences[^1])));
    }

    [Fact]
    public void A_project_of_the_workspace_is_kept_although_it_has_no_manifest_yet() =>
        Assert.Single(DeclaringReferences.Of(CSharpCompilation.Create("Acme.App", references: [Project.ToMetadataReference()])));

    [Fact]
    public void A_file_that_comes_later_is_read_when_it_is_there()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.dll");
        var project = CSharpCompilation.Create("Acme.App", references: [new LateReference(path)]);
        try
        {
            Assert.Empty(DeclaringReferences.Of(project));
            File.WriteAllBytes(path, Image);
            Assert.Single(DeclaringReferences.Of(project));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Emit()
    {
        using var image = new MemoryStream();
        Assert.True(AnalyzerTest.Generate(AnalyzerTest.Of(Declared.Library).Compile(libraryIsFile: true)).Emit(image).Success);
        return image.ToArray();
    }

    /// <summary>A file that is read each time it is asked for, as those of an editor are until they can be read.</summary>
    private sealed class LateReference(string path) : PortableExecutableReference(MetadataReferenceProperties.Assembly, path)
    {
        protected override DocumentationProvider CreateDocumentationProvider() => DocumentationProvider.Default;

        protected override Metadata GetMetadataImpl() => AssemblyMetadata.CreateFromImage(File.ReadAllBytes(FilePath!));

        protected override PortableExecutableReference WithPropertiesImpl(MetadataReferenceProperties properties) => this;
    }
}
