using System.Collections.Immutable;
using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OptionsSdk.Generators.Tests;

/// <summary>One run of the generator over sources, and the compilation that comes out.</summary>
internal sealed class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> WithoutRuntime = [.. Net100.References.All];

    private GeneratorRun(GeneratorDriver driver, Compilation output, ImmutableArray<Diagnostic> problems)
    {
        Driver = driver;
        Output = output;
        Problems = problems;
    }

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    public static MetadataReference Runtime { get; } = ReferenceTo(typeof(OptionGroupAttribute));

    public static ImmutableArray<MetadataReference> Injection { get; } =
    [
        ReferenceTo(typeof(IServiceCollection)),
        ReferenceTo(typeof(IConfiguration)),
        ReferenceTo(typeof(IHostedService)),
        ReferenceTo(typeof(ILogger)),
        ReferenceTo(typeof(IHealthCheck)),
    ];

    public static ImmutableArray<MetadataReference> References { get; } = [.. WithoutRuntime, Runtime, .. Injection];

    public static ImmutableArray<MetadataReference> ReferencesWithoutInjection { get; } = [.. WithoutRuntime, Runtime];

    public static ImmutableArray<MetadataReference> ReferencesWithoutRuntime => WithoutRuntime;

    public GeneratorDriver Driver { get; }

    public Compilation Output { get; }

    /// <summary>What the generator and the driver reported; a crash is here.</summary>
    public ImmutableArray<Diagnostic> Problems { get; }

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    /// <summary>The generated files but for the compiler's own attribute, by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Result.GeneratedSources
            .Where(static source => !source.HintName.Contains("EmbeddedAttribute", StringComparison.Ordinal))
            .ToDictionary(static source => source.HintName, static source => source.SourceText.ToString());

    public string Group => Files.Single(static file => file.Key != "OptionsSdk-Registry.g.cs").Value;

    public string Registry => Files["OptionsSdk-Registry.g.cs"];

    public static GeneratorRun Of(params string[] sources) => Of(Compile(sources));

    public static GeneratorRun Of(CSharpCompilation compilation) => Of(NewDriver(), compilation);

    public static GeneratorRun Of(GeneratorDriver driver, Compilation compilation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var problems);
        return new(driver, output, problems);
    }

    public static GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        [new OptionGroupGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static CSharpCompilation Compile(params string[] sources) => Compile("Acme.App", References, sources);

    public static CSharpCompilation Compile(string assembly, IEnumerable<MetadataReference> references, params string[] sources) =>
        CSharpCompilation.Create(
            assembly,
            sources.Select(static (source, index) => Parse(source, $"Source{index}.cs")),
            references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, checkOverflow: true));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    /// <summary>Asserts that everything compiles without even a warning, but for missing documentation in the user's sources.</summary>
    public GeneratorRun AssertCompiles()
    {
        Assert.Empty(Problems);
        var problems = Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic is not { Id: "CS1591" })
            .Select(static diagnostic => $"{diagnostic}\n{diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}\n");
        Assert.True(!problems.Any(), string.Join('\n', problems));
        return this;
    }

    public GeneratorRun AssertNoProblems()
    {
        Assert.Empty(Problems);
        return this;
    }

    /// <summary>Asserts that there is a group's file for every group and that everything compiles.</summary>
    public GeneratorRun AssertCompiles(int groups)
    {
        AssertCompiles();
        Assert.Equal(groups, Files.Count(static file => file.Key != "OptionsSdk-Registry.g.cs"));
        return this;
    }

    public byte[] Emit()
    {
        using var stream = new MemoryStream();
        var result = Output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return stream.ToArray();
    }

    public MetadataReference ToReference(params string[] aliases) =>
        MetadataReference.CreateFromImage(Emit(), new MetadataReferenceProperties(aliases: [.. aliases]));

    private static PortableExecutableReference ReferenceTo(Type type) => MetadataReference.CreateFromFile(type.Assembly.Location);
}
