using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OptionsSdk.Analyzers.Tests.Robustness;

/// <summary>Half-typed code never makes the generator or an analyzer fail.</summary>
public sealed class TypingTests
{
    private static readonly ConcurrentDictionary<string, MetadataReference> Wholes = new(StringComparer.Ordinal);

    public static TheoryData<string> Samples => [.. SampleSources.Files.Keys];

    // All prefixes of all samples take a quarter of an hour; where a token ends is where the syntax tree gets another shape.
    private static bool IsEveryPrefix => Environment.GetEnvironmentVariable("OPTIONS_EVERY_PREFIX") == "1";

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_is_analysed_in_every_state_of_being_typed(string path)
    {
        var session = new TypingSession(path, [.. SampleSources.References, Whole(path.Split('/')[0])]);
        var text = SampleSources.Files[path];
        foreach (var length in Lengths(text))
        {
            await session.TypeAsync(text[..length], TestContext.Current.CancellationToken);
        }

        Assert.Empty(session.Crashes);
    }

    private static IEnumerable<int> Lengths(string text) => IsEveryPrefix
        // White space at the end changes no token: the state before it was analysed.
        ? Enumerable.Range(1, text.Length).Where(length => !char.IsWhiteSpace(text[length - 1]))
        : CSharpSyntaxTree.ParseText(text, AnalyzerTest.ParseOptions).GetRoot().DescendantTokens().Select(static token => token.Span.End).Where(static end => end > 0).Distinct();

    /// <summary>A whole sample, compiled, so that what the typed file uses exists.</summary>
    private static MetadataReference Whole(string sample) => Wholes.GetOrAdd(sample, static sample =>
    {
        var compilation = SampleSources.Compile(sample).AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Typed\")]", AnalyzerTest.ParseOptions));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    });
}
