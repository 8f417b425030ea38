namespace OptionsSdk.Build;

/// <summary>Where a type is defined.</summary>
/// <param name="MetadataName">Its name there.</param>
/// <param name="Assembly">The simple name of the assembly; empty for the one that is read.</param>
internal sealed record TypeOrigin(string MetadataName, string Assembly);
