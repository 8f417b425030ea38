using Microsoft.CodeAnalysis.Text;

namespace OptionsSdk.Analyzers.Testing;

/// <summary>One expected diagnostic.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Span">Where it is reported.</param>
public sealed record Mark(string Id, TextSpan Span);
