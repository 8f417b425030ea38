using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using OptionsSdk.Analyzers;
using OptionsSdk.Analyzers.Keys;
using OptionsSdk.Benchmarks.Corpus;

namespace OptionsSdk.Benchmarks.CompileTime;

/// <summary>Knowing the keys of 328 references, 20 of which declare options: after opening a project, and after each edit.</summary>
[MemoryDiagnoser]
public class KeyIndexBenchmarks
{
    private const int Edits = 64;
    private const int Projects = 16;

    private IReadOnlyList<byte[]> _libraries = [];
    private CSharpCompilation _edited = null!;
    private (CSharpCompilation Project, OptionSymbols Symbols)[] _opened = [];
    private (CSharpCompilation Project, OptionSymbols Symbols)[] _edits = [];
    private int _edit;

    [GlobalSetup]
    public void MakeLibraries()
    {
        _libraries = CorpusReferences.MakeLibraries();
        _edited = Open();
        KeyIndex.Create(_edited, OptionSymbols.Find(_edited)!, CancellationToken.None);
    }

    [IterationSetup(Target = nameof(First))]
    public void OpenAnew() => _opened = [.. Enumerable.Range(0, Projects).Select(_ => Open()).Select(static project => (project, OptionSymbols.Find(project)!))];

    [IterationSetup(Target = nameof(AfterEdit))]
    public void EditAnew() => _edits = [.. Enumerable.Range(0, Edits).Select(_ =>
    {
        _edited = _edited.ReplaceSyntaxTree(_edited.SyntaxTrees[0], Parse(++_edit));
        return (_edited, OptionSymbols.Find(_edited)!);
    })];

    [Benchmark(OperationsPerInvoke = Projects)]
    public void First()
    {
        foreach (var (project, symbols) in _opened)
        {
            KeyIndex.Create(project, symbols, CancellationToken.None);
        }
    }

    [Benchmark(OperationsPerInvoke = Edits)]
    public void AfterEdit()
    {
        foreach (var (project, symbols) in _edits)
        {
            KeyIndex.Create(project, symbols, CancellationToken.None);
        }
    }

    private static SyntaxTree Parse(int edit) => CSharpSyntaxTree.ParseText(CorpusSources.Writer(edit), CorpusReferences.ParseOptions, "Writer.cs");

    // The compiler reads metadata when it binds; that is its work, not the index's.
    private CSharpCompilation Open()
    {
        var compilation = CSharpCompilation.Create("Corpus", [Parse(0)], CorpusReferences.Read(_libraries), new(OutputKind.DynamicallyLinkedLibrary));
        compilation.GetDiagnostics();
        return compilation;
    }
}
