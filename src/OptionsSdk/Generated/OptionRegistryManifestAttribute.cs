using System.ComponentModel;

namespace OptionsSdk.Generated;

/// <summary>
/// Names the registry class of an assembly that declares options, so that the generators of referencing projects chain it. Written by
/// the generator. Not for use by hand.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OptionRegistryManifestAttribute : Attribute
{
    /// <summary>Names the registry class.</summary>
    /// <param name="registry">The class; it has a public static method <c>AddTo(OptionRegistry)</c>.</param>
    public OptionRegistryManifestAttribute(Type registry) => Registry = registry;

    /// <summary>The registry class.</summary>
    public Type Registry { get; }
}
