using System.ComponentModel;

namespace OptionsSdk.Generated;

/// <summary>How an option's fast word holds its value. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum OptionWordKind
{
    /// <summary>A boxed value (<see cref="OptionBox{T}"/>): types that the generator's syntax does not recognise.</summary>
    Box = 0,

    /// <summary>A text reference.</summary>
    Text = 1,

    /// <summary>The value's bits in 32 bits: bool, byte, sbyte, short, ushort, char, int, uint, float.</summary>
    Bits32 = 2,

    /// <summary>The value's bits in 64 bits: long, ulong, double.</summary>
    Bits64 = 3,
}
