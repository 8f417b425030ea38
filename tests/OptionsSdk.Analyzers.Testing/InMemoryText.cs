using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace OptionsSdk.Analyzers.Testing;

/// <summary>An additional file of a program under test.</summary>
/// <param name="path">Its path.</param>
/// <param name="text">Its content.</param>
public sealed class InMemoryText(string path, string text) : AdditionalText
{
    /// <inheritdoc/>
    public override string Path => path;

    /// <inheritdoc/>
    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, System.Text.Encoding.UTF8);
}
