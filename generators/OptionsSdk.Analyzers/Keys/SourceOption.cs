namespace OptionsSdk.Analyzers.Keys;

/// <summary>An option as the syntax of one file tells it.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Key">The key; null where only the compiler can evaluate it.</param>
/// <param name="Flags">The flags; null where only the compiler can evaluate them.</param>
/// <param name="Type">The type as spelled.</param>
/// <param name="Default">The default as spelled.</param>
internal sealed record SourceOption(string Property, string? Key, OptionFlags? Flags, string Type, string Default);
