using Microsoft.CodeAnalysis;

namespace OptionsSdk.Analyzers.Usage.Keys;

/// <summary>A key that an expression certainly gives, if it gives this one of several.</summary>
/// <param name="Key">The key.</param>
/// <param name="Place">Where it is reported.</param>
/// <param name="IsTyped">Whether it comes from a typed key, which was checked where it was made.</param>
/// <param name="IsForeign">Whether it is a constant of another assembly, which may know options that this compilation does not see.</param>
internal sealed record KeyValue(string Key, SyntaxNode Place, bool IsTyped, bool IsForeign);
