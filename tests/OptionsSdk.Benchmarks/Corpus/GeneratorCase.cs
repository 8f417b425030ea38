using Microsoft.CodeAnalysis;

namespace OptionsSdk.Benchmarks.Corpus;

/// <summary>A generator and the text of its annotated files.</summary>
/// <param name="Name">One word.</param>
/// <param name="Create">Makes the generator.</param>
/// <param name="Source">The file of a number in the state after an edit of a number: an annotated class of ten members.</param>
internal sealed record GeneratorCase(string Name, Func<ISourceGenerator> Create, Func<int, int, string> Source);
