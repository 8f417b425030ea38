namespace OptionsSdk;

/// <summary>Gives an option a key or flags that differ from the convention. Options that need neither carry no attribute.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class OptionAttribute : Attribute
{
    /// <summary>Gives the option's whole key, which need not start with the group's name.</summary>
    /// <param name="key">The key; see <see cref="OptionKey"/> for its grammar.</param>
    public OptionAttribute([OptionKeyName] string key) => Key = key;

    /// <summary>Gives the option's flags.</summary>
    /// <param name="flags">The flags, written as members of <see cref="OptionFlags"/> combined by <c>|</c>.</param>
    public OptionAttribute(OptionFlags flags) => Flags = flags;

    /// <summary>Gives the option's whole key and its flags.</summary>
    /// <param name="key">The key; see <see cref="OptionKey"/> for its grammar.</param>
    /// <param name="flags">The flags, written as members of <see cref="OptionFlags"/> combined by <c>|</c>.</param>
    public OptionAttribute([OptionKeyName] string key, OptionFlags flags)
    {
        Key = key;
        Flags = flags;
    }

    /// <summary>The option's key, or <see langword="null"/> where group and property give it.</summary>
    public string? Key { get; }

    /// <summary>The option's flags.</summary>
    public OptionFlags Flags { get; } = OptionFlags.Default;
}
