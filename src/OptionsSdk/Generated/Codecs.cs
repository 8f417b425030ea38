using System.ComponentModel;
using OptionsSdk.Codecs;

namespace OptionsSdk.Generated;

/// <summary>Finds the codec of a type by overload resolution. Called by generated code. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Codecs
{
    /// <summary>The last resort, which always compiles: a type without a codec fails registration by name.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="tag">Carries the type.</param>
    /// <param name="parts">The codecs of the type's parts.</param>
    /// <returns>A codec that registration refuses.</returns>
    public static OptionCodec<T> For<T>(Tag<T> tag, params OptionCodec[] parts) => new UnsupportedCodec<T>();
}
