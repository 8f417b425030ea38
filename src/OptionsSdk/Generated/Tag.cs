using System.ComponentModel;

namespace OptionsSdk.Generated;

/// <summary>Carries a type to overload resolution, so that the compiler and not the generator finds the codec. Not for use by hand.</summary>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Tag<T>
    where T : allows ref struct;
