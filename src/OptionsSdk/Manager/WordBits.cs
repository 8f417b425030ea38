using System.Runtime.CompilerServices;

namespace OptionsSdk.Manager;

/// <summary>Turns the value of a primitive type into the bits of its fast word, as the generated accessor turns them back.</summary>
internal static class WordBits
{
    public static int To32<T>(T value)
    {
        if (typeof(T) == typeof(bool))
        {
            return Unsafe.As<T, bool>(ref value) ? 1 : 0;
        }

        if (typeof(T) == typeof(sbyte))
        {
            return Unsafe.As<T, sbyte>(ref value);
        }

        if (typeof(T) == typeof(short))
        {
            return Unsafe.As<T, short>(ref value);
        }

        return Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.As<T, byte>(ref value),
            2 => Unsafe.As<T, ushort>(ref value),
            4 => Unsafe.As<T, int>(ref value),
            _ => throw new NotSupportedException($"The type '{typeof(T)}' does not fit a 32-bit word."),
        };
    }

    public static long To64<T>(T value) =>
        Unsafe.SizeOf<T>() == 8 ? Unsafe.As<T, long>(ref value) : throw new NotSupportedException($"The type '{typeof(T)}' does not fit a 64-bit word.");
}
