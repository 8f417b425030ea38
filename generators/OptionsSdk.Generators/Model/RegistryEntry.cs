namespace OptionsSdk.Generators.Model;

/// <summary>All that the assembly's registry knows of a group, so that an edit of its options leaves the registry alone.</summary>
/// <param name="FullName">The class from the global namespace.</param>
/// <param name="HintName">The generated file's name without extension.</param>
/// <param name="Prefix">What the generated names of the class begin with.</param>
internal sealed record RegistryEntry(string FullName, string HintName, string Prefix);
