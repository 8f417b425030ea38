using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OptionsSdk.Analyzers.Tests.Robustness;

/// <summary>Right programs: the samples.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Samples => [.. SampleSources.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_breaks_no_rule_not_even_as_information(string sample)
    {
        var found = await SampleSources.Compile(sample)
            .WithAnalyzers(AnalyzerTest.Analyzers, new AnalyzerOptions([]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(found.Select(static diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_is_analysed_alike_before_its_generator_has_run(string sample)
    {
        var found = await SampleSources.CompileWithoutGenerator(sample)
            .WithAnalyzers(AnalyzerTest.Analyzers, new AnalyzerOptions([]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(found.Select(static diagnostic => diagnostic.ToString()));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Concurrent_analysis_says_the_same_every_time(string sample)
    {
        var compilation = SampleSources.Compile(sample);
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        for (var round = 0; round < 10; round++)
        {
            Assert.Empty(await compilation.WithAnalyzers(AnalyzerTest.Analyzers, options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
        }
    }
}
