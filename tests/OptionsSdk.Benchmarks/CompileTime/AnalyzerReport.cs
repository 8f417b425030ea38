using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;
using OptionsSdk.Analyzers;
using OptionsSdk.Benchmarks.Corpus;
using OptionsSdk.Generators;

namespace OptionsSdk.Benchmarks.CompileTime;

/// <summary>
/// What our analyzers cost beside those of the SDK: a real build of 1,500 options and 2,000 ordinary files with <c>ReportAnalyzer</c>, and
/// our own time per invocation in this process.
/// </summary>
internal static class AnalyzerReport
{
    private const int Groups = 150;
    private const int Files = 2_000;
    private const int Rounds = 11;

    public static int Run()
    {
        PerInvocation();
        return Build();
    }

    /// <summary>Our analyzers alone, in this process.</summary>
    public static void PerInvocation()
    {
        var compilation = CSharpCompilation.Create(
            "Corpus",
            Enumerable.Range(0, Groups).Select(static number => CSharpSyntaxTree.ParseText(CorpusSources.Group(number), CorpusReferences.ParseOptions, $"Group{number}.cs"))
                .Concat(Enumerable.Range(0, Files).Select(static number => CSharpSyntaxTree.ParseText(CorpusSources.Ordinary(number), CorpusReferences.ParseOptions, $"Work{number}.cs")))
                .Append(CSharpSyntaxTree.ParseText(CorpusSources.Writer(), CorpusReferences.ParseOptions, "Writer.cs")),
            CorpusReferences.Read(CorpusReferences.MakeLibraries()),
            new(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver.Create([new OptionGroupGenerator().AsSourceGenerator()], parseOptions: CorpusReferences.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var analyzers = typeof(OptionAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(OptionAnalyzer)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .ToImmutableArray();
        var calls = OperationCount.Of(output);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Groups * CorpusSources.OptionsPerGroup} options, {Files} ordinary files; generated code included: {calls}"));
        var times = analyzers.ToDictionary(static analyzer => analyzer, static _ => new List<double>());
        ImmutableDictionary<DiagnosticAnalyzer, AnalyzerTelemetryInfo> last = [];
        for (var round = 0; round < Rounds; round++)
        {
            var run = output.WithAnalyzers(
                analyzers,
                new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
            last = run.GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult().AnalyzerTelemetryInfo;
            foreach (var (analyzer, telemetry) in last)
            {
                times[analyzer].Add(telemetry.ExecutionTime.TotalMilliseconds);
            }
        }

        // A pause of the garbage collector counts against whoever it interrupts: the median of the rounds is what an analyzer costs.
        foreach (var (analyzer, rounds) in times.OrderBy(static pair => pair.Key.ToString(), StringComparer.Ordinal))
        {
            rounds.Sort();
            var median = rounds[rounds.Count / 2];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {analyzer.GetType().Name,-26} {median,7:F1} ms ({rounds[0]:F1} to {rounds[^1]:F1}), {Actions(last[analyzer])} actions, {median * 1000 / calls.Invocations:F2} µs per invocation"));
        }
    }

    private static string Actions(AnalyzerTelemetryInfo telemetry) =>
        string.Create(CultureInfo.InvariantCulture, $"{telemetry.OperationActionsCount} operation, {telemetry.SyntaxNodeActionsCount} syntax, {telemetry.SymbolActionsCount} symbol");

    private static int Build()
    {
        var folder = Directory.CreateTempSubdirectory("options-corpus-");
        try
        {
            Write(folder.FullName);
            using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", "-v:detailed", "-p:ReportAnalyzer=true", "-nodeReuse:false", "-p:UseSharedCompilation=false"])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
            })!;
            var lines = build.StandardOutput.ReadToEnd().Split('\n');
            build.WaitForExit();
            foreach (var line in lines.Where(static line => IsTotal(line)))
            {
                Console.WriteLine(line.TrimEnd());
            }

            return build.ExitCode;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsTotal(string line) =>
        line.Contains("Total analyzer execution time", StringComparison.Ordinal)
        || line.Contains("Total generator execution time", StringComparison.Ordinal)
        || line.Contains(", Version=", StringComparison.Ordinal) && char.IsDigit(line.TrimStart().FirstOrDefault())
        || line.Contains("OSDK", StringComparison.Ordinal) && char.IsDigit(line.TrimStart().FirstOrDefault());

    private static void Write(string folder)
    {
        for (var number = 0; number < Groups; number++)
        {
            File.WriteAllText(Path.Combine(folder, $"Group{number}.cs"), CorpusSources.Group(number));
        }

        for (var number = 0; number < Files; number++)
        {
            File.WriteAllText(Path.Combine(folder, $"Work{number}.cs"), CorpusSources.Ordinary(number));
        }

        File.WriteAllText(Path.Combine(folder, "Writer.cs"), CorpusSources.Writer());
        File.WriteAllText(
            Path.Combine(folder, "Corpus.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Library</OutputType>
                <LangVersion>14</LangVersion>
                <Nullable>enable</Nullable>
                <AnalysisLevel>latest-all</AnalysisLevel>
                <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(OptionManager).Assembly.Location}" />
                <Analyzer Include="{typeof(OptionGroupGenerator).Assembly.Location}" />
                <Analyzer Include="{typeof(OptionAnalyzer).Assembly.Location}" />
              </ItemGroup>
            </Project>
            """);
    }
}
