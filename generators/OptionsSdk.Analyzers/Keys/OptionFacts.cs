namespace OptionsSdk.Analyzers.Keys;

/// <summary>
/// What a declaration says of one option, by value: it outlives the compilation that it was read from.
/// </summary>
/// <param name="Key">The key.</param>
/// <param name="Flags">The flags.</param>
/// <param name="Property">The property's name.</param>
/// <param name="Group">The metadata name of the group's class.</param>
/// <param name="Type">The type as the source spells it.</param>
/// <param name="Default">The default as the source spells it; empty for credentials and where there is none.</param>
internal sealed record OptionFacts(string Key, OptionFlags Flags, string Property, string Group, string Type, string Default)
{
    /// <summary>The group's class without namespace and outer classes.</summary>
    public string GroupName => Group.Substring(Group.LastIndexOfAny(['.', '+']) + 1);

    public bool Has(OptionFlags flag) => (Flags & flag) != 0;
}
