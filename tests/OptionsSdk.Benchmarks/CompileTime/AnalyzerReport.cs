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
        var timed = analyzers.Select(static analyzer => new TimedAnalyzer(analyzer)).ToList();
        var times = timed.ToDictionary(static analyzer => analyzer, static _ => new List<OwnTime>());
        for (var round = 0; round < Rounds; round++)
        {
            _ = output.WithAnalyzers(
                    [.. timed],
                    new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
                .GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
            foreach (var analyzer in timed)
            {
                times[analyzer].Add(analyzer.Take());
            }
        }

        foreach (var (analyzer, rounds) in times.OrderBy(static pair => pair.Key.Name, StringComparer.Ordinal))
        {
            var sorted = rounds.OrderBy(static round => round.Milliseconds).ToList();
            var median = sorted[sorted.Count / 2];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {analyzer.Name,-26} {median.Milliseconds,7:F1} ms ({sorted[0].Milliseconds:F1} to {sorted[^1].Milliseconds:F1}), {median.Bytes / 1024,6} KiB, {median.Callbacks,6} callbacks ({rounds.Average(static round => round.Interrupted):F1} interrupted); µs per callback {median.Milliseconds * 1000 / median.Callbacks:F3}, per invocation {median.Milliseconds * 1000 / calls.Invocations:F3}"));
        }
    }

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
