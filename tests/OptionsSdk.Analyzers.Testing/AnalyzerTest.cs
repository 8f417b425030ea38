using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using OptionsSdk.Generators;

namespace OptionsSdk.Analyzers.Testing;

/// <summary>
/// Runs the generator and all analyzers over marked programs with the real compiler, and asserts that exactly the marked diagnostics are
/// reported. Every program runs twice: as built, and as an editor sees it before the generator has run.
/// </summary>
/// <remarks>
/// Diagnostics of severity information or less count only where the program marks their id, so that a program about something else need
/// not document its options.
/// </remarks>
public sealed class AnalyzerTest
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.ComponentModel.DataAnnotations;
        global using System.Linq;
        global using System.Text.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string RuntimeUsing = "global using OptionsSdk;";

    private readonly ImmutableArray<Markup> _sources;
    private ImmutableArray<string> _library = [];
    private ImmutableArray<MetadataReference> _references = References.All;
    private ImmutableArray<AdditionalText> _additionalFiles = [];
    private ImmutableDictionary<string, string> _options = ImmutableDictionary<string, string>.Empty;
    private NullableContextOptions _nullable = NullableContextOptions.Enable;
    private string _runtimeUsing = RuntimeUsing;

    private AnalyzerTest(IEnumerable<string> sources) => _sources = [.. sources.Select(Markup.Parse)];

    /// <summary>All analyzers and suppressors of the product.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(OptionAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>What every file of a program has in scope.</summary>
    public static string GlobalUsings => $"{Usings}\n{RuntimeUsing}";

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    /// <summary>A program of these files.</summary>
    public static AnalyzerTest Of(params string[] sources) => new(sources);

    /// <summary>Lets the program reference a library made of these sources, once as a file and once as a project.</summary>
    public AnalyzerTest WithLibrary(params string[] sources)
    {
        _library = [.. sources];
        return this;
    }

    public AnalyzerTest WithoutRuntime()
    {
        _references = References.WithoutRuntime;
        _runtimeUsing = "";
        return this;
    }

    public AnalyzerTest WithNullableDisabled()
    {
        _nullable = NullableContextOptions.Disable;
        return this;
    }

    public AnalyzerTest WithAdditionalFile(string path, string text)
    {
        _additionalFiles = _additionalFiles.Add(new InMemoryText(path, text));
        return this;
    }

    /// <summary>Gives a build property or a line of a global analyzer configuration.</summary>
    public AnalyzerTest WithOption(string name, string value)
    {
        _options = _options.SetItem(name, value);
        return this;
    }

    /// <summary>Asserts that exactly the marked diagnostics are reported, and that the program compiles unless a declaration is marked wrong.</summary>
    public async Task FindsAsync()
    {
        foreach (var libraryIsFile in _library.IsEmpty ? new[] { true } : [true, false])
        {
            var before = Compile(libraryIsFile);
            var after = Generate(before);
            var late = await RunAsync(after, compiles: !_sources.SelectMany(static source => source.Marks).Any(static mark => IsDeclaration(mark.Id)));
            var expected = _sources.SelectMany(static (source, index) => source.Marks.Select(mark => (File: index, mark.Id, mark.Span))).ToList();
            Assert.Equal(Render(expected), Render(Relevant(late)));

            // Declarations are judged alike before the generator has run; uses may be unbound then, but nothing new may be reported.
            var early = Relevant(await RunAsync(before, compiles: false));
            Assert.Empty(early.Except(expected).Select(found => Render([found])));
            Assert.Equal(
                Render(expected.Where(static found => IsDeclaration(found.Id))),
                Render(early.Where(static found => IsDeclaration(found.Id))));
        }
    }

    /// <summary>
    /// Asserts that the additional files have exactly these diagnostics, each as <c>id file(line,column-column): message</c>, and that the
    /// program has none, neither as built nor before the generator has run.
    /// </summary>
    public async Task FindsInFilesAsync(params string[] expected)
    {
        var before = Compile(libraryIsFile: true);
        var after = Generate(before);
        foreach (var compilation in new[] { after, before })
        {
            var found = (await RunAsync(compilation, compiles: compilation == after)).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
            Assert.Equal(expected, found.OrderBy(static diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition).Select(RenderInFile));
        }
    }

    /// <summary>The messages of the marked diagnostics, in the order of their places.</summary>
    public async Task<IReadOnlyList<string>> MessagesAsync()
    {
        await FindsAsync();
        var ids = _sources.SelectMany(static source => source.Marks).Select(static mark => mark.Id).ToHashSet(StringComparer.Ordinal);
        return [.. (await DiagnosticsAsync()).Where(diagnostic => ids.Contains(diagnostic.Id)).Select(static diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];
    }

    /// <summary>All diagnostics of the analyzers in the program as built, in the order of their places.</summary>
    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync() =>
        [.. (await RunAsync(Generate(Compile(libraryIsFile: true)), compiles: false)).OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];

    /// <summary>Runs the generator.</summary>
    public static Compilation Generate(Compilation compilation)
    {
        CSharpGeneratorDriver.Create([new OptionGroupGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var problems, TestContext.Current.CancellationToken);
        Assert.Empty(problems);
        return output;
    }

    /// <summary>The program before the generator has run.</summary>
    public CSharpCompilation Compile(bool libraryIsFile) =>
        Compile("Acme.App", [.. _sources.Select(static source => source.Text)], _library.IsEmpty ? _references : _references.Add(Library(libraryIsFile)));

    private static bool IsDeclaration(string id) => id.StartsWith("OSDK1", StringComparison.Ordinal);

    private static bool IsOfCompiler(Diagnostic diagnostic) => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal);

    private static void AssertCompiles(Compilation compilation) =>
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

    private CSharpCompilation Compile(string assembly, IReadOnlyList<string> sources, IEnumerable<MetadataReference> references) =>
        CSharpCompilation.Create(
            assembly,
            [
                .. sources.Select(static (source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{index}.cs")),
                CSharpSyntaxTree.ParseText($"{Usings}\n{_runtimeUsing}", ParseOptions, "Usings.cs"),
            ],
            references,
            new(
                sources.Any(static source => source.Contains("// program", StringComparison.Ordinal)) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: _nullable));

    private MetadataReference Library(bool isFile)
    {
        var before = Compile("Acme.Library", _library, References.All);
        var after = Generate(before);
        AssertCompiles(after);
        if (!isFile)
        {
            return after.ToMetadataReference();
        }

        using var stream = new MemoryStream();
        Assert.True(after.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    // Errors of the compiler come with the same run, since all bodies would be bound once more to ask for them alone.
    private async Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, bool compiles)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(_additionalFiles, new InMemoryOptions(_options)),
            onAnalyzerException: null,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false);
        var run = compilation.WithAnalyzers(Analyzers, options);
        var diagnostics = compiles
            ? await run.GetAllDiagnosticsAsync(TestContext.Current.CancellationToken)
            : await run.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics.Where(static diagnostic => IsOfCompiler(diagnostic) && diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Empty(diagnostics.Where(static diagnostic => diagnostic.Id is "AD0001" or "AD0002").Select(static diagnostic => diagnostic.ToString()));
        return [.. diagnostics.Where(static diagnostic => !IsOfCompiler(diagnostic))];
    }

    private List<(int File, string Id, TextSpan Span)> Relevant(IEnumerable<Diagnostic> diagnostics)
    {
        var marked = _sources.SelectMany(static source => source.Marks).Select(static mark => mark.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. diagnostics
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning || marked.Contains(diagnostic.Id))
                .Select(static diagnostic => (FileOf(diagnostic.Location), diagnostic.Id, diagnostic.Location.SourceSpan)),
        ];
    }

    private static string RenderInFile(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        var (start, end) = (place.StartLinePosition, place.EndLinePosition);
        return FormattableString.Invariant($"{diagnostic.Id} {place.Path}({start.Line + 1},{start.Character + 1}-{end.Character + 1}): {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    private static int FileOf(Location location) =>
        location.SourceTree?.FilePath is { } path && path.StartsWith("Source", StringComparison.Ordinal)
            ? int.Parse(path["Source".Length..^".cs".Length], System.Globalization.CultureInfo.InvariantCulture)
            : -1;

    private string Render(IEnumerable<(int File, string Id, TextSpan Span)> found) =>
        string.Join('\n', found.OrderBy(static item => item.File).ThenBy(static item => item.Span.Start).ThenBy(static item => item.Span.End).ThenBy(static item => item.Id, StringComparer.Ordinal).Select(Render));

    private string Render((int File, string Id, TextSpan Span) found)
    {
        if (found.File < 0)
        {
            return $"{found.Id} elsewhere {found.Span}";
        }

        var text = SourceText.From(_sources[found.File].Text);
        var line = text.Lines.GetLinePosition(found.Span.Start);
        return $"{found.Id} in file {found.File} at {line.Line + 1}:{line.Character + 1} «{text.ToString(found.Span)}»";
    }
}
