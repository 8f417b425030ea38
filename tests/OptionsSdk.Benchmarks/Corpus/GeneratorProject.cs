using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OptionsSdk.Benchmarks.Corpus;

/// <summary>A project of annotated members and 100 other files, for one generator, as after opening it.</summary>
internal sealed class GeneratorProject
{
    private const int OrdinaryFiles = 100;

    private static readonly ImmutableArray<AssemblyMetadata> References =
    [
        .. CorpusReferences.Framework
            .Append(typeof(OptionManager).Assembly.Location)
            .Concat(new[] { "CommunityToolkit.Mvvm", "MemoryPack.Core", "Riok.Mapperly.Abstractions" }.Select(static name => Path.Combine(AppContext.BaseDirectory, $"{name}.dll")))
            .Select(static path => Open(path)),
    ];

    private readonly GeneratorCase _generator;

    /// <summary>A project whose files are parsed anew and whose references are open, but without a symbol.</summary>
    public GeneratorProject(GeneratorCase generator, int members)
    {
        _generator = generator;
        Compilation = CSharpCompilation.Create(
            "Corpus",
            [
                .. Enumerable.Range(0, members / GeneratorSources.Members).Select(number => Annotated(number, 0)),
                .. Enumerable.Range(0, OrdinaryFiles).Select(static number => Ordinary(number, 0)),
            ],
            References.Select(static reference => ((AssemblyMetadata)reference.Copy()).GetReference()),
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
    }

    public static CSharpParseOptions ParseOptions { get; } = new(
        LanguageVersion.CSharp14,
        DocumentationMode.Parse,
        preprocessorSymbols: ["NET", "NET7_0_OR_GREATER", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"]);

    public CSharpCompilation Compilation { get; private set; }

    public GeneratorDriver CreateDriver(bool isTracked = false) => CSharpGeneratorDriver.Create(
        [_generator.Create()],
        parseOptions: ParseOptions,
        driverOptions: new(IncrementalGeneratorOutputKind.None, isTracked));

    /// <summary>Another number in a method body of an ordinary file.</summary>
    public void EditOrdinary(int edit) => Edit(Compilation.SyntaxTrees.Length - 1, Ordinary(OrdinaryFiles - 1, edit));

    /// <summary>Another name for a member of an annotated class.</summary>
    public void EditAnnotated(int edit) => Edit(0, Annotated(0, edit));

    // Opening files is the compiler's work before any generator.
    private static AssemblyMetadata Open(string path)
    {
        var metadata = AssemblyMetadata.CreateFromImage(File.ReadAllBytes(path));
        _ = metadata.GetModules()[0].GetMetadataReader();
        return metadata;
    }

    private static SyntaxTree Ordinary(int number, int edit) => Parse(GeneratorSources.Ordinary(number, edit), $"Work{number}.cs");

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private SyntaxTree Annotated(int number, int edit) => Parse(_generator.Source(number, edit), $"Part{number}.cs");

    private void Edit(int index, SyntaxTree tree)
    {
        var old = Compilation.SyntaxTrees[index];
        if (old.GetText().ContentEquals(tree.GetText()))
        {
            throw new InvalidOperationException("The edit changes nothing.");
        }

        Compilation = Compilation.ReplaceSyntaxTree(old, tree);
    }
}
