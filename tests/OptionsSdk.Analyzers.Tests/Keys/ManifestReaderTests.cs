using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Tests.Keys;

/// <summary>Manifests read from metadata say what the compiler reads there, and nothing that a file contains does harm.</summary>
public sealed class ManifestReaderTests
{
    private static readonly byte[] Image = Declared.Build(Declared.Library);

    [Fact]
    public void A_file_says_what_the_compiler_sees_in_it()
    {
        var built = AnalyzerTest.Generate(AnalyzerTest.Of(Declared.Library).Compile(libraryIsFile: true));
        Assert.Equal(Declared.ByManifest(built), Texts(MetadataReference.CreateFromImage(Image)));
    }

    [Fact]
    public void Hundreds_of_files_without_options_say_nothing()
    {
        IReadOnlyList<MetadataReference> references = [.. References.All, .. Net100.ReferenceInfos.All.Select(static reference => MetadataReference.CreateFromImage(reference.ImageBytes))];
        Assert.True(references.Count > 300);
        Assert.All(references, static reference => Assert.Same(ReferenceManifest.Empty, Read(reference)));
    }

    [Fact]
    public void The_second_read_of_a_file_allocates_nothing()
    {
        MetadataReference[] references = [.. References.All, MetadataReference.CreateFromImage(Image)];
        var options = Count();
        Assert.Equal(4, options);
        var before = GC.GetAllocatedBytesForCurrentThread();
        options += Count();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(8, options);

        int Count()
        {
            var count = 0;
            foreach (var reference in references)
            {
                count += Read(reference).Options.Count;
            }

            return count;
        }
    }

    [Fact]
    public void The_same_version_of_a_file_is_read_once_and_another_anew()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.dll");
        try
        {
            File.WriteAllBytes(path, Image);
            var first = MetadataReference.CreateFromFile(path);
            Assert.Same(Read(first), Read(first.WithAliases(["other"])));

            File.WriteAllBytes(path, Declared.Build(Declared.Library.Replace("\"mail\"", "\"post\"", StringComparison.Ordinal)));
            Assert.NotNull(Read(first).Find("mail.port"));
            var second = Read(MetadataReference.CreateFromFile(path));
            Assert.Null(second.Find("mail.port"));
            Assert.NotNull(second.Find("post.port"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_project_and_what_is_no_assembly_say_nothing()
    {
        Assert.Same(ReferenceManifest.Empty, Read(AnalyzerTest.Of(Declared.Library).Compile(libraryIsFile: true).ToMetadataReference()));
        Assert.Same(ReferenceManifest.Empty, Read(MetadataReference.CreateFromImage([])));
        Assert.Same(ReferenceManifest.Empty, Read(MetadataReference.CreateFromImage([1, 2, 3])));
        Assert.Same(ReferenceManifest.Empty, Read(MetadataReference.CreateFromImage(Image[..(Image.Length / 2)])));
    }

    [Fact]
    public void A_manifest_of_another_assembly_of_the_same_name_says_nothing()
    {
        var image = Declared.Build(
            """
            [assembly: Elsewhere.OptionManifest(typeof(int), Keys = new[] { "foreign.key" }, Properties = new[] { "Key" }, Flags = new[] { OptionFlags.Immutable })]

            namespace Elsewhere
            {
                [AttributeUsage(AttributeTargets.Assembly)]
                public sealed class OptionManifestAttribute(Type group) : Attribute
                {
                    public Type Group => group;

                    public string[] Keys { get; init; } = [];

                    public string[] Properties { get; init; } = [];

                    public OptionFlags[] Flags { get; init; } = [];
                }
            }
            """);
        Assert.Same(ReferenceManifest.Empty, Read(MetadataReference.CreateFromImage(image)));
    }

    [Fact]
    public void A_manifest_with_missing_or_unequal_lists_says_what_all_lists_say()
    {
        var image = Declared.Build(
            """
            [assembly: OptionsSdk.Generated.OptionManifest(typeof(int))]
            [assembly: OptionsSdk.Generated.OptionManifest(typeof(int), Keys = null!, Flags = new[] { OptionFlags.None })]
            [assembly: OptionsSdk.Generated.OptionManifest(typeof(string), Keys = new[] { "a.one", "a.two" }, Properties = new[] { "One", "Two" }, Flags = new[] { OptionFlags.None })]
            """);
        Assert.Equal(["a.one [Default] System.String.One:  = "], Texts(MetadataReference.CreateFromImage(image)));
    }

    [Fact]
    public void One_broken_manifest_leaves_the_others()
    {
        foreach (var (start, length) in Blobs())
        {
            // Texts that claim to be longer than what is left.
            var broken = (byte[])Image.Clone();
            Array.Fill(broken, (byte)0x7F, start + length - 60, 60);
            var left = Texts(MetadataReference.CreateFromImage(broken));
            Assert.NotEmpty(left);
            Assert.True(left.Count < 4);
        }
    }

    [Fact]
    public void No_byte_of_a_manifest_can_make_reading_fail()
    {
        foreach (var (start, length) in Blobs())
        {
            // The length before the blob is broken too.
            for (var index = start - 2; index < start + length; index++)
            {
                foreach (var value in new byte[] { 0, 1, 0x0E, 0x1D, 0x55, 0x7F, 0x80, 0xC0, 0xFE, 0xFF })
                {
                    var broken = (byte[])Image.Clone();
                    broken[index] = value;
                    Assert.NotNull(Read(MetadataReference.CreateFromImage(broken)));
                }
            }
        }
    }

    [Fact]
    public void No_byte_of_a_file_can_make_reading_fail()
    {
        var random = new Random(20);
        for (var attempt = 0; attempt < 1500; attempt++)
        {
            var broken = (byte[])Image.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            Assert.NotNull(Read(MetadataReference.CreateFromImage(broken)));
        }
    }

    [Theory]
    [InlineData("public class Plain;", "Plain")]
    [InlineData("namespace A.B { public class Outer<T> { public struct Inner<T1, T2>; } }", "A.B.Outer`1+Inner`2")]
    public void Types_are_named_as_metadata_names_them(string source, string name)
    {
        var program = AnalyzerTest.Of(source).Compile(libraryIsFile: true);
        var type = program.GetTypeByMetadataName(name);
        Assert.NotNull(type);
        Assert.Equal(name, ManifestReader.MetadataName(type));
    }

    private static ReferenceManifest Read(MetadataReference reference)
    {
        ManifestReader.TryRead(reference, out var manifest);
        return manifest;
    }

    private static List<string> Texts(MetadataReference reference) => [.. Read(reference).Options.Select(Declared.Text).Order(StringComparer.Ordinal)];

    /// <summary>Where the contents of the manifests lie in the file, and how long they are.</summary>
    private static List<(int Start, int Length)> Blobs()
    {
        using var file = new PEReader([.. Image]);
        var reader = file.GetMetadataReader();
        var blobs = new List<(int, int)>();
        foreach (var attribute in reader.GetAssemblyDefinition().GetCustomAttributes().Select(reader.GetCustomAttribute))
        {
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
                && reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name) == "OptionManifestAttribute")
            {
                var length = reader.GetBlobBytes(attribute.Value).Length;
                var start = file.PEHeaders.MetadataStartOffset + reader.GetHeapMetadataOffset(HeapIndex.Blob) + reader.GetHeapOffset(attribute.Value);
                blobs.Add((start + (length < 0x80 ? 1 : 2), length));
            }
        }

        Assert.NotEmpty(blobs);
        return blobs;
    }
}
