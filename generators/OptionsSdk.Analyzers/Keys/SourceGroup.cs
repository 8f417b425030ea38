using Microsoft.CodeAnalysis.Text;

namespace OptionsSdk.Analyzers.Keys;

/// <summary>A class that is an option group by its syntax; whether the marker is ours, only the compiler knows.</summary>
/// <param name="Group">The metadata name of the class.</param>
/// <param name="Span">Where its name stands.</param>
/// <param name="Options">Its options.</param>
internal sealed record SourceGroup(string Group, TextSpan Span, IReadOnlyList<SourceOption> Options);
