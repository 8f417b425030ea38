namespace OptionsSdk.Generators.Model;

/// <summary>All that the assembly's registry knows of a group, so that an edit of its options leaves the registry alone.</summary>
internal sealed record RegistryEntry(string FullName, string HintName);
