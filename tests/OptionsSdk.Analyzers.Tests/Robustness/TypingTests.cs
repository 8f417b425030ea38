using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OptionsSdk.Analyzers.Tests.Robustness;

/// <summary>Half-typed code never makes the generator or an analyzer fail.</summary>
public sealed class TypingTests
{
    private static readonly ConcurrentDictionary<string, MetadataReference> Wholes = new(StringComparer.Ordinal);

    public static TheoryData<string> Samples => [.. SampleSources.Files.Keys];

    // Between its first character and its end a token stays what it is, so only those two states are analysed unless all are asked for.
    private static bool IsEveryPrefix => Environment.GetEnvironmentVariable("OPTIONS_EVERY_PREFIX") == "1";

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_is_analysed_in_every_state_of_being_typed(string path)
    {
        var session = new TypingSession(path, [.. SampleSources.References, Whole(path.Split('/')[0])]);
        var text = SampleSources.Files[path];
        foreach (var (length, isEndOfToken) in States(text))
        {
            // Typing can change what code far above means only by what is complete.
            await (isEndOfToken
                ? session.TypeAsync(text[..length], TestContext.Current.CancellationToken)
                : session.TypeOnAsync(text[..length], TestContext.Current.CancellationToken));
        }

        Assert.Empty(session.Crashes);
    }

    private static IEnumerable<(int Length, bool IsEndOfToken)> States(string text)
    {
        var tokens = CSharpSyntaxTree.ParseText(text, AnalyzerTest.ParseOptions).GetRoot().DescendantTokens().Where(static token => token.Span.Length > 0).ToList();
        var ends = tokens.Select(static token => token.Span.End).ToHashSet();
        // White space at the end changes no token: the state before it was analysed.
        var others = IsEveryPrefix
            ? Enumerable.Range(1, text.Length).Where(length => !char.IsWhiteSpace(text[length - 1]))
            : tokens.Select(static token => token.SpanStart + 1);
        return others.Union(ends).Order().Select(length => (length, ends.Contains(length)));
    }

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
