using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using OptionsSdk.Generators;

namespace OptionsSdk.Benchmarks.Corpus;

/// <summary>The references of a large project: the framework's packs, the runtime, libraries that declare options.</summary>
internal static class CorpusReferences
{
    public const int Libraries = 20;

    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../.."));

    /// <summary>Where the web framework's own generators are.</summary>
    public static string WebGenerators => Path.Combine(PackFolder("Microsoft.AspNetCore.App.Ref"), "analyzers/dotnet/cs");

    /// <summary>The files of the framework's packs.</summary>
    public static IEnumerable<string> Framework => Pack("Microsoft.NETCore.App.Ref").Concat(Pack("Microsoft.AspNetCore.App.Ref"));

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Parse);

    /// <summary>References read anew from their files, as after opening a project.</summary>
    public static List<MetadataReference> Read(IReadOnlyList<byte[]> libraries) =>
    [
        .. Framework.Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(OptionManager).Assembly.Location),
        .. libraries.Select(static image => (MetadataReference)MetadataReference.CreateFromImage(image)),
    ];

    /// <summary>Libraries of one group each.</summary>
    public static IReadOnlyList<byte[]> MakeLibraries()
    {
        var references = Read([]);
        return [.. Enumerable.Range(10_000, Libraries).Select(number => MakeLibrary(number, references))];
    }

    public static byte[] MakeLibrary(int number, IEnumerable<MetadataReference> references)
    {
        var library = CSharpCompilation.Create(
            $"Library{number}",
            [CSharpSyntaxTree.ParseText(CorpusSources.Group(number), ParseOptions)],
            references,
            new(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver.Create([new OptionGroupGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(library, out var output, out _);
        using var image = new MemoryStream();
        var result = output.Emit(image);
        return result.Success ? image.ToArray() : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private static string[] Pack(string name) => Directory.GetFiles(Path.Combine(PackFolder(name), "ref/net10.0"), "*.dll");

    private static string PackFolder(string name) =>
        Directory.GetDirectories(Path.Combine(Root, "packs", name)).Order(StringComparer.Ordinal).Last();
}
