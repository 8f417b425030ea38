using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using OptionsSdk.Benchmarks.Corpus;
using OptionsSdk.Generators;

namespace OptionsSdk.Benchmarks.CompileTime;

/// <summary>One keystroke in a project of 1,500 options and 2,000 ordinary files, through the generator and through one that does nothing.</summary>
[MemoryDiagnoser]
public class KeystrokeBenchmarks
{
    private const int Groups = 150;
    private const int Files = 2_000;

    private readonly Queue<MetadataReference> _newReferences = new();
    private CSharpCompilation _project = null!;
    private GeneratorDriver _driver = null!;
    private int _edit;

    [Params("OptionGroupGenerator", "Floor")]
    public string Generator { get; set; } = "";

    [GlobalSetup]
    public void Open()
    {
        var libraries = CorpusReferences.MakeLibraries();
        var references = CorpusReferences.Read(libraries);
        _project = CSharpCompilation.Create(
            "Corpus",
            [
                .. Enumerable.Range(0, Groups).Select(static number => Parse(CorpusSources.Group(number), $"Group{number}.cs")),
                .. Enumerable.Range(0, Files).Select(static number => Parse(CorpusSources.Ordinary(number), $"Work{number}.cs")),
            ],
            references,
            new(OutputKind.DynamicallyLinkedLibrary));
        IIncrementalGenerator generator = Generator == "Floor" ? new FloorGenerator() : new OptionGroupGenerator();
        _driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: CorpusReferences.ParseOptions).RunGenerators(_project);
        var more = CorpusReferences.MakeLibrary(20_000, references);
        for (var number = 0; number < 4_000; number++)
        {
            _newReferences.Enqueue(MetadataReference.CreateFromImage(more));
        }
    }

    /// <summary>A digit in a method body of an ordinary file.</summary>
    [Benchmark]
    public GeneratorDriver UnrelatedEdit() => Edit("Work1.cs", CorpusSources.Ordinary(1, ++_edit));

    /// <summary>A digit in the default of an option.</summary>
    [Benchmark]
    public GeneratorDriver OptionEdit() =>
        Edit("Group1.cs", CorpusSources.Group(1).Replace("Limit0 { get; } = 0;", FormattableString.Invariant($"Limit0 {{ get; }} = {++_edit};"), StringComparison.Ordinal));

    /// <summary>A reference to a library that declares options.</summary>
    [Benchmark]
    public GeneratorDriver ReferenceAdded() => _driver = _driver.RunGenerators(_project = _project.AddReferences(_newReferences.Dequeue()).RemoveReferences(_project.References.Last()));

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, CorpusReferences.ParseOptions, path);

    private GeneratorDriver Edit(string path, string text)
    {
        _project = _project.ReplaceSyntaxTree(_project.SyntaxTrees.First(tree => tree.FilePath == path), Parse(text, path));
        return _driver = _driver.RunGenerators(_project);
    }
}
