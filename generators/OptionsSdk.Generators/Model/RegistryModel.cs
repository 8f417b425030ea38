namespace OptionsSdk.Generators.Model;

/// <summary>The assembly's registry: its name and its groups in ordinal order of their names.</summary>
internal sealed record RegistryModel(string ClassName, EquatableArray<RegistryEntry> Groups);
