using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using OptionsSdk.Generators;

namespace OptionsSdk.Analyzers.Tests.Robustness;

/// <summary>
/// One editor session: a project in which one file is typed. Every state goes through the generator and all analyzers, as an editor runs
/// them: incrementally, for the file being typed.
/// </summary>
internal sealed class TypingSession
{
    // A few lines: longer than any statement or declaration of an option.
    private const int Surroundings = 300;

    private readonly List<string> _crashes = [];
    private readonly string _path;
    private CSharpCompilation _project;
    private GeneratorDriver _driver = CSharpGeneratorDriver.Create([new OptionGroupGenerator().AsSourceGenerator()], parseOptions: AnalyzerTest.ParseOptions);

    /// <param name="path">The typed file.</param>
    /// <param name="references">What the project references; the rest of the sample is among them, so that the file alone is compiled.</param>
    public TypingSession(string path, IEnumerable<MetadataReference> references)
    {
        _path = path;
        _project = CSharpCompilation.Create(
            "Typed",
            [CSharpSyntaxTree.ParseText("", AnalyzerTest.ParseOptions, path), .. SampleSources.ImplicitUsings],
            references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>What failed so far, with the text that made it fail.</summary>
    public IReadOnlyList<string> Crashes => _crashes;

    /// <summary>Types on to the end of a text, and has the whole file analysed.</summary>
    public Task TypeAsync(string text, CancellationToken cancellationToken) => TypeAsync(text, null, cancellationToken);

    /// <summary>Types on to the end of a text, and has only the code around the cursor analysed, as editors do between two pauses.</summary>
    public Task TypeOnAsync(string text, CancellationToken cancellationToken) =>
        TypeAsync(text, TextSpan.FromBounds(Math.Max(0, text.Length - Surroundings), text.Length), cancellationToken);

    private async Task TypeAsync(string text, TextSpan? around, CancellationToken cancellationToken)
    {
        var before = _project.SyntaxTrees.Single(tree => tree.FilePath == _path);
        var old = await before.GetTextAsync(cancellationToken);
        var after = before.WithChangedText(old.WithChanges(new TextChange(new(old.Length, 0), text[old.Length..])));
        _project = _project.ReplaceSyntaxTree(before, after);
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_project, out var output, out var problems, cancellationToken);
        foreach (var problem in problems)
        {
            Crash(problem.ToString(), text);
        }

        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            (exception, analyzer, _) => Crash($"{analyzer}: {exception}", text),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        var run = output.WithAnalyzers(AnalyzerTest.Analyzers, options);
        try
        {
            if (around is null)
            {
                await run.GetAnalyzerSyntaxDiagnosticsAsync(after, cancellationToken);
            }

            await run.GetAnalyzerSemanticDiagnosticsAsync(output.GetSemanticModel(after), around, cancellationToken);
        }
        catch (NullReferenceException exception)
        {
            // Compilers stumble over a few half-typed programs themselves; whoever analyses them cannot help it.
            if (!FailsByItself(output, cancellationToken))
            {
                Crash(exception.ToString(), text);
            }
        }
    }

    private static bool FailsByItself(Compilation compilation, CancellationToken cancellationToken)
    {
        try
        {
            compilation.Clone().GetDiagnostics(cancellationToken);
            return false;
        }
        catch (NullReferenceException)
        {
            return true;
        }
    }

    private void Crash(string what, string text) => _crashes.Add($"{what}\nafter: …{text[Math.Max(0, text.Length - 120)..]}");
}
