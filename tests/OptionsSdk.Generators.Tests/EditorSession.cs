using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OptionsSdk.Generators.Tests;

/// <summary>
/// An editor on the files of one project, with one driver from beginning to end. After every change nothing has failed, and a driver that
/// knows nothing of the past gives the same files.
/// </summary>
internal sealed class EditorSession(params string[] files)
{
    private GeneratorDriver _driver = NewDriver();
    private CSharpCompilation _compilation = GeneratorRun.Compile("Acme.App", [Net100.References.SystemRuntime, GeneratorRun.Runtime], files);

    public IReadOnlyDictionary<string, string> Files { get; private set; } = new Dictionary<string, string>();

    /// <summary>Replaces the text of a file.</summary>
    public void Type(int file, string text)
    {
        var old = _compilation.SyntaxTrees[file];
        Change(compilation => compilation.ReplaceSyntaxTree(old, GeneratorRun.Parse(text, old.FilePath)), text);
    }

    /// <summary>Changes the project.</summary>
    public void Change(Func<CSharpCompilation, CSharpCompilation> change, string description)
    {
        _compilation = change(_compilation);
        _driver = _driver.RunGenerators(_compilation, TestContext.Current.CancellationToken);
        Files = FilesOf(_driver, description);
        Assert.True(FilesOf(NewDriver().RunGenerators(_compilation, TestContext.Current.CancellationToken), description).SequenceEqual(Files), description);
    }

    private static CSharpGeneratorDriver NewDriver() =>
        CSharpGeneratorDriver.Create([new OptionGroupGenerator().AsSourceGenerator()], parseOptions: GeneratorRun.ParseOptions);

    private static SortedDictionary<string, string> FilesOf(GeneratorDriver driver, string description)
    {
        var result = driver.GetRunResult().Results.Single();
        Assert.True(result.Exception is null && result.Diagnostics.IsEmpty, $"{result.Exception}\n{description}");
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in result.GeneratedSources.Where(static source => !source.HintName.Contains("EmbeddedAttribute", StringComparison.Ordinal)))
        {
            files.Add(source.HintName, source.SourceText.ToString());
        }

        return files;
    }
}
