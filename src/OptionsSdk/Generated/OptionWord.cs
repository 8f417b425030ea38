using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace OptionsSdk.Generated;

/// <summary>
/// Where an option's fast word is in its group. A word holds the value, or is <em>poisoned</em> whenever a reader must do anything
/// special; a real value that equals the poison only takes the slow way each time. Not for use by hand.
/// </summary>
/// <param name="Kind">How the word holds the value.</param>
/// <param name="Index">The word's index among the group's words of its width.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct OptionWord(OptionWordKind Kind, int Index)
{
    /// <summary>The poison of 32-bit words. Fits an immediate operand; improbable as a value.</summary>
    public const int Poison32 = -1640531527;

    /// <summary>The poison of 64-bit words. Fits a sign-extended immediate operand; as bits of a double it is no number.</summary>
    public const long Poison64 = -1640531527L;

    /// <summary>The poison of a word's type.</summary>
    internal static T Poison<T>()
    {
        var (bits32, bits64) = (Poison32, Poison64);
        return typeof(T) == typeof(int) ? Unsafe.As<int, T>(ref bits32)
            : typeof(T) == typeof(long) ? Unsafe.As<long, T>(ref bits64)
            : default!;
    }
}
