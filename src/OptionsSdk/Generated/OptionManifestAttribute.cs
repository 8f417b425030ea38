using System.ComponentModel;

namespace OptionsSdk.Generated;

/// <summary>
/// Lists the options of one group in its assembly's metadata, so that analyzers of referencing projects know them without loading
/// anything. Written by the generator, one per group. Not for use by hand.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OptionManifestAttribute : Attribute
{
    /// <summary>Names the group.</summary>
    /// <param name="group">The group's class.</param>
    public OptionManifestAttribute(Type group) => Group = group;

    /// <summary>The group's class.</summary>
    public Type Group { get; }

    /// <summary>The names of the properties, in the order of the other lists.</summary>
    public string[] Properties { get; init; } = [];

    /// <summary>The keys.</summary>
    public string[] Keys { get; init; } = [];

    /// <summary>The flags.</summary>
    public OptionFlags[] Flags { get; init; } = [];

    /// <summary>The types as the source spells them.</summary>
    public string[] Types { get; init; } = [];

    /// <summary>The defaults as the source spells them; empty for credentials and where there is none.</summary>
    public string[] Defaults { get; init; } = [];
}
