using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace OptionsSdk.Generated;

/// <summary>
/// Room for 64 fast words of one width, all poisoned. Shared by the groups, so that what the compiler needs for it is compiled once in a
/// process and not once for each group. Not for use by hand.
/// </summary>
/// <typeparam name="T">The word's type: <see cref="int"/>, <see cref="long"/> or <see cref="object"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[InlineArray(64)]
public struct OptionWords64<T>
{
    private T _first = default!;

    /// <summary>Makes poisoned words.</summary>
    public OptionWords64() => ((Span<T>)this).Fill(OptionWord.Poison<T>());
}
