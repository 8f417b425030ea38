using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OptionsSdk.Analyzers.Tests.Robustness;

/// <summary>Half-typed code never makes the generator or an analyzer fail.</summary>
public sealed class TypingTests
{
    private static readonly ConcurrentDictionary<string, MetadataReference> Wholes = new(StringComparer.Ordinal);

    public static TheoryData<string> Samples => [.. SampleSources.Files.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_prefix_of_a_sample_is_analysed(string path)
    {
        var session = new TypingSession(path, [.. SampleSources.References, Whole(path.Split('/')[0])]);
        var text = SampleSources.Files[path];
        for (var length = 1; length <= text.Length; length++)
        {
            // White space at the end changes no token: the state before it was analysed.
            if (!char.IsWhiteSpace(text[length - 1]))
            {
                await session.TypeAsync(text[..length], TestContext.Current.CancellationToken);
            }
        }

        Assert.Empty(session.Crashes);
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
