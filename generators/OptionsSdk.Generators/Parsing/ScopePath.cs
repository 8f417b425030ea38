namespace OptionsSdk.Generators.Parsing;

/// <summary>A level's part of the full name: as spelled, and without verbatim prefixes.</summary>
internal sealed record ScopePath(string Spelled, string Plain);
