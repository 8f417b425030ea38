namespace OptionsSdk.Generators.Model;

/// <summary>The assembly's registry: its name and its groups in ordinal order.</summary>
internal sealed record RegistryModel(string ClassName, EquatableArray<string> Groups);
