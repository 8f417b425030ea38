using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using OptionsSdk.CodeFixes.Edits;

namespace OptionsSdk.CodeFixes.Tests;

/// <summary>
/// Offers and applies fixes in a solution where generator and analyzers run as they do in an editor. Files are numbered; the library is
/// another project of the solution.
/// </summary>
internal sealed class FixTest
{
    private readonly string[] _sources;
    private string[] _library = [];
    private IReadOnlyList<MetadataReference> _references = References.All;
    private int _index;
    private NullableContextOptions _nullable = NullableContextOptions.Enable;

    private FixTest(string[] sources) => _sources = sources;

    /// <summary>All fixes of the product.</summary>
    public static ImmutableArray<CodeFixProvider> Fixes { get; } =
    [
        .. typeof(OptionFix).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>All refactorings of the product.</summary>
    public static ImmutableArray<CodeRefactoringProvider> Refactorings { get; } = [new CodeFixes.Refactorings.ConvertToGroupRefactoring(), new CodeFixes.Refactorings.ConvertToOptionRefactoring()];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static FixTest Of(params string[] sources) => new(sources);

    public FixTest WithLibrary(params string[] sources)
    {
        _library = sources;
        return this;
    }

    /// <summary>Takes another diagnostic than the first one.</summary>
    public FixTest At(int index)
    {
        _index = index;
        return this;
    }

    /// <summary>Lets the program use the framework's own options.</summary>
    public FixTest WithFrameworkOptions()
    {
        _references =
        [
            .. References.All,
            MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.Options.IOptions<>).Assembly.Location),
            MetadataReference.CreateFromFile(typeof(Microsoft.Extensions.DependencyInjection.OptionsConfigurationServiceCollectionExtensions).Assembly.Location),
        ];
        return this;
    }

    public FixTest WithNullableDisabled()
    {
        _nullable = NullableContextOptions.Disable;
        return this;
    }

    /// <summary>Asserts what the first diagnostic of an id is turned into, that the result compiles and that the diagnostic is gone.</summary>
    public Task BecomesAsync(string id, params string[] expected) => ChoiceBecomesAsync(id, null, expected);

    /// <summary>The same for one of several choices.</summary>
    public async Task ChoiceBecomesAsync(string id, string? key, params string[] expected)
    {
        using var workspace = new AdhocWorkspace();
        var solution = Solution(workspace);
        var found = (await DiagnosticsAsync(solution)).Where(diagnostic => diagnostic.Id == id).ToList();
        Assert.NotEmpty(found);
        var action = Assert.Single(
            (await ActionsAsync(solution, found[_index])).Where(action => key is null || action.EquivalenceKey == key).DistinctBy(static action => action.EquivalenceKey));
        var changed = await ChangedAsync(solution, action);
        await AssertTextsAsync(changed, expected);
        var left = (await DiagnosticsIfCompiledAsync(changed)).Count(diagnostic => diagnostic.Id == id);
        Assert.True(left < found.Count, $"{id} is still there.");
    }

    /// <summary>Asserts that fixing all at once leaves none, in every scope that holds all of them.</summary>
    public async Task AllBecomeAsync(string id, string key, params string[] expected)
    {
        using var workspace = new AdhocWorkspace();
        var solution = Solution(workspace);
        var found = (await DiagnosticsAsync(solution)).Where(diagnostic => diagnostic.Id == id).ToList();
        Assert.True(found.Count > 2, $"{found.Count} occurrences prove little.");
        var scopes = new List<FixAllScope> { FixAllScope.Solution };
        if (found.Select(diagnostic => solution.GetDocument(diagnostic.Location.SourceTree)!.Project.Id).Distinct().Count() == 1)
        {
            scopes.Add(FixAllScope.Project);
        }

        if (found.Select(diagnostic => diagnostic.Location.SourceTree).Distinct().Count() == 1)
        {
            scopes.Add(FixAllScope.Document);
        }

        foreach (var scope in scopes)
        {
            var changed = await FixAllAsync(solution, found[0], key, scope);
            await AssertTextsAsync(changed, expected);
            Assert.DoesNotContain(await DiagnosticsIfCompiledAsync(changed), diagnostic => diagnostic.Id == id);
        }
    }

    /// <summary>The choices that are offered for all diagnostics of an id.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(string id)
    {
        using var workspace = new AdhocWorkspace();
        var solution = Solution(workspace);
        var found = (await DiagnosticsAsync(solution)).Where(diagnostic => diagnostic.Id == id).ToList();
        Assert.NotEmpty(found);
        var keys = new List<string>();
        foreach (var diagnostic in found)
        {
            keys.AddRange((await ActionsAsync(solution, diagnostic)).Select(static action => action.EquivalenceKey!));
        }

        return keys;
    }

    /// <summary>Asserts that nothing is offered for an id that is reported.</summary>
    public async Task HasNoFixAsync(string id) => Assert.Empty(await KeysAsync(id));

    /// <summary>Works out every repair and every refactoring of every beginning of the first file; what comes of it is of no interest.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> TypeAsync()
    {
        using var workspace = new AdhocWorkspace();
        var whole = Solution(workspace);
        var id = whole.Projects.Single(static project => project.Name == "Acme.App").Documents.Single(static document => document.Name == "Source0.cs").Id;
        var count = 0;
        foreach (var length in Enumerable.Range(0, _sources[0].Length + 1))
        {
            // White space at the end changes no token: the state before it was asked about.
            if (length > 0 && char.IsWhiteSpace(_sources[0][length - 1]))
            {
                continue;
            }

            var solution = whole.WithDocumentText(id, SourceText.From(_sources[0][..length]));
            var edits = new SolutionEdits(solution);
            foreach (var diagnostic in (await DiagnosticsAsync(solution)).Where(diagnostic => diagnostic.Location.SourceTree!.FilePath.EndsWith("Source0.cs", StringComparison.Ordinal)))
            {
                foreach (var fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)).Cast<OptionFix>())
                {
                    var finding = await Finding.CreateAsync(solution.GetDocument(id)!, diagnostic, Cancellation);
                    foreach (var repair in await fix.RepairsAsync(finding!, Cancellation))
                    {
                        // Alone, and together with all others.
                        var alone = new SolutionEdits(solution);
                        repair.Apply(alone);
                        repair.Apply(edits);
                        await alone.ApplyAsync(Cancellation);
                        count++;
                    }
                }
            }

            await edits.ApplyAsync(Cancellation);
            count += await RefactorAsync(solution.GetDocument(id)!);
        }

        return count;
    }

    private static async Task<int> RefactorAsync(Document document)
    {
        var count = 0;
        var root = await document.GetSyntaxRootAsync(Cancellation);
        var places = root!.DescendantNodes().OfType<VariableDeclaratorSyntax>().Select(static variable => variable.Identifier.Span)
            .Concat(root.DescendantNodes().OfType<ClassDeclarationSyntax>().Select(static type => type.Identifier.Span));
        foreach (var place in places)
        {
            foreach (var refactoring in Refactorings)
            {
                await refactoring.ComputeRefactoringsAsync(new(document, new(place.Start, 0), _ => count++, Cancellation));
            }
        }

        return count;
    }

    public static CodeFixProvider FixFor(Diagnostic diagnostic) => Assert.Single(Fixes, fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id));

    /// <summary>Asserts what a refactoring turns the program into, and that the result compiles. It is asked for where "$$" stands.</summary>
    public async Task RefactoredAsync(CodeRefactoringProvider refactoring, params string[] expected)
    {
        using var workspace = new AdhocWorkspace();
        var (solution, actions) = await RefactoringsAsync(workspace, refactoring);
        var changed = await ChangedAsync(solution, Assert.Single(actions));
        await AssertTextsAsync(changed, expected);
        Assert.DoesNotContain(await DiagnosticsIfCompiledAsync(changed), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    /// <summary>Asserts that a refactoring is not offered where "$$" stands.</summary>
    public async Task IsNotRefactoredAsync(CodeRefactoringProvider refactoring)
    {
        using var workspace = new AdhocWorkspace();
        Assert.Empty((await RefactoringsAsync(workspace, refactoring)).Actions);
    }

    private async Task<(Solution Solution, IReadOnlyList<CodeAction> Actions)> RefactoringsAsync(AdhocWorkspace workspace, CodeRefactoringProvider refactoring)
    {
        const string Place = "$$";
        var file = Array.FindIndex(_sources, static source => source.Contains(Place, StringComparison.Ordinal));
        var position = _sources[file].IndexOf(Place, StringComparison.Ordinal);
        _sources[file] = _sources[file].Replace(Place, "", StringComparison.Ordinal);
        var solution = Solution(workspace);
        await AssertCompilesAsync(solution);
        var document = solution.Projects.Single(static project => project.Name == "Acme.App").Documents.Single(document => document.Name == $"Source{file}.cs");
        var actions = new List<CodeAction>();
        await refactoring.ComputeRefactoringsAsync(new(document, new(position, 0), actions.Add, Cancellation));
        return (solution, actions);
    }

    /// <summary>The solution before any change.</summary>
    public Solution Solution(AdhocWorkspace workspace)
    {
        var solution = workspace.CurrentSolution;
        var library = ProjectId.CreateNewId();
        var application = ProjectId.CreateNewId();
        if (_library.Length > 0)
        {
            solution = Add(solution, library, "Acme.Library", "Library", _library);
        }

        solution = Add(solution, application, "Acme.App", "Source", _sources);
        return _library.Length > 0 ? solution.AddProjectReference(application, new(library)) : solution;
    }

    public static Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(Solution solution) => DiagnosticsAsync(solution, compiles: false);

    /// <summary>The same, asserting that all projects compile: to ask for that alone would bind all bodies once more.</summary>
    private static Task<IReadOnlyList<Diagnostic>> DiagnosticsIfCompiledAsync(Solution solution) => DiagnosticsAsync(solution, compiles: true);

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(Solution solution, bool compiles)
    {
        var found = new List<Diagnostic>();
        foreach (var project in solution.Projects)
        {
            found.AddRange(await DiagnosticsAsync(project, compiles, Cancellation));
        }

        return found;
    }

    public static async Task<Solution> ChangedAsync(Solution solution, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(solution, new NoProgress(), Cancellation);
        return Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution;
    }

    public static async Task AssertCompilesAsync(Solution solution)
    {
        foreach (var project in solution.Projects)
        {
            var compilation = await project.GetCompilationAsync(Cancellation);
            Assert.Empty(compilation!.GetDiagnostics(Cancellation).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.ToString()));
        }
    }

    /// <summary>Asserts the texts of the numbered files, those of the library after those of the program.</summary>
    public static async Task AssertTextsAsync(Solution solution, IReadOnlyList<string> expected)
    {
        var texts = new List<string>();
        foreach (var document in solution.Projects.OrderBy(static project => project.Name, StringComparer.Ordinal).SelectMany(static project => project.Documents).Where(static document => document.Name != "Usings.cs"))
        {
            texts.Add((await document.GetTextAsync(Cancellation)).ToString());
        }

        Assert.Equal(string.Join("\n=====\n", expected), string.Join("\n=====\n", texts));
    }

    private Solution Add(Solution solution, ProjectId project, string name, string prefix, string[] sources)
    {
        solution = solution.AddProject(ProjectInfo.Create(
            project,
            VersionStamp.Default,
            name,
            name,
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(
                sources.Any(static source => source.Contains("// program", StringComparison.Ordinal)) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: _nullable),
            parseOptions: AnalyzerTest.ParseOptions,
            metadataReferences: _references,
            analyzerReferences: [GeneratorReference.Instance]));
        for (var index = 0; index < sources.Length; index++)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(project), $"{prefix}{index}.cs", SourceText.From(sources[index]), filePath: $"/{name}/{prefix}{index}.cs");
        }

        return solution.AddDocument(DocumentId.CreateNewId(project), "Usings.cs", SourceText.From(AnalyzerTest.GlobalUsings), filePath: $"/{name}/Usings.cs");
    }

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(Project project, bool compiles, CancellationToken cancellationToken)
    {
        var compilation = await project.GetCompilationAsync(cancellationToken);
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var run = compilation!.WithAnalyzers(AnalyzerTest.Analyzers, options);
        var found = compiles ? await run.GetAllDiagnosticsAsync(cancellationToken) : await run.GetAnalyzerDiagnosticsAsync(cancellationToken);
        Assert.Empty(found.Where(static diagnostic => IsOfCompiler(diagnostic) && diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.ToString()));
        Assert.Empty(found.Where(static diagnostic => diagnostic.Id is "AD0001").Select(static diagnostic => diagnostic.ToString()));
        return
        [
            .. found
                .Where(diagnostic => !IsOfCompiler(diagnostic) && diagnostic.Location.SourceTree is { } tree && project.GetDocument(tree) is not null)
                .OrderBy(static diagnostic => diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
    }

    private static bool IsOfCompiler(Diagnostic diagnostic) => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<CodeAction>> ActionsAsync(Solution solution, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var document = solution.GetDocument(diagnostic.Location.SourceTree)!;
        foreach (var fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(new(document, diagnostic, (action, _) => actions.Add(action), Cancellation));
        }

        return actions;
    }

    private static async Task<Solution> FixAllAsync(Solution solution, Diagnostic diagnostic, string key, FixAllScope scope)
    {
        var document = solution.GetDocument(diagnostic.Location.SourceTree)!;
        var fix = FixFor(diagnostic);
        var context = new FixAllContext(document, fix, scope, key, [diagnostic.Id], new Diagnostics(diagnostic.Id), Cancellation);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(action);
        return await ChangedAsync(solution, action);
    }

    private sealed class NoProgress : IProgress<CodeAnalysisProgress>
    {
        public void Report(CodeAnalysisProgress value)
        {
        }
    }

    /// <summary>What an editor hands to fixes of many places: unsorted, and some of it twice.</summary>
    private sealed class Diagnostics(string id) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
        {
            var found = (await DiagnosticsAsync(project, compiles: false, cancellationToken)).Where(diagnostic => diagnostic.Id == id).ToList();
            return found.Concat(found).Reverse();
        }

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            (await GetAllDiagnosticsAsync(project, cancellationToken)).Where(static diagnostic => !diagnostic.Location.IsInSource);
    }
}
