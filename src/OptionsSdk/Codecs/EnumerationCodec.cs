using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OptionsSdk.Codecs;

/// <summary>
/// Enumerations, by the names of their members. Combinations of a <see cref="FlagsAttribute"/> enumeration are lists of names, in
/// ascending order of their bits. A number is read if it is defined, so that hand-edited rows are not lost; it is never written.
/// </summary>
internal sealed class EnumerationCodec<TEnum> : LeafCodec<TEnum>, IDictionaryKeyCodec<TEnum>
    where TEnum : struct, Enum
{
    public static readonly EnumerationCodec<TEnum> Instance = new();

    private readonly EnumerationNames _names = new(typeof(TEnum));

    private EnumerationCodec()
    {
    }

    public override string TypeName => typeof(TEnum).Name;

    public override bool HasEmpty => Check(default) is null;

    public override bool TryRead(ref Utf8JsonReader reader, out TEnum value, [NotNullWhen(false)] out string? error)
    {
        error = _names.TryRead(ref reader, out var bits) ? null : _names.Requirement;
        value = FromBits(bits);
        return error is null;
    }

    public override void Write(Utf8JsonWriter writer, TEnum value) => writer.WriteStringValue(Format(value));

    public override bool TryParse(string text, out TEnum value, [NotNullWhen(false)] out string? error)
    {
        error = _names.TryFromText(text.Trim(), StringComparison.OrdinalIgnoreCase, out var bits) ? null : _names.Requirement;
        value = FromBits(bits);
        return error is null;
    }

    public override string Format(TEnum value) =>
        _names.Find(ToBits(value)) ?? throw new ArgumentOutOfRangeException(nameof(value), "The value is not defined.");

    public override string? Check(TEnum value) => _names.Find(ToBits(value)) is null ? _names.Requirement : null;

    public string FormatKey(TEnum key) => Format(key);

    public bool TryParseKey(string name, out TEnum key, [NotNullWhen(false)] out string? error)
    {
        error = _names.TryFromText(name, StringComparison.Ordinal, out var bits) ? null : _names.Requirement;
        key = FromBits(bits);
        return error is null;
    }

    public int CompareKeys(TEnum left, TEnum right) => string.CompareOrdinal(Format(left), Format(right));

    private static ulong ToBits(TEnum value) => Unsafe.SizeOf<TEnum>() switch
    {
        sizeof(byte) => Unsafe.BitCast<TEnum, byte>(value),
        sizeof(ushort) => Unsafe.BitCast<TEnum, ushort>(value),
        sizeof(uint) => Unsafe.BitCast<TEnum, uint>(value),
        _ => Unsafe.BitCast<TEnum, ulong>(value),
    };

    private static TEnum FromBits(ulong bits) => Unsafe.SizeOf<TEnum>() switch
    {
        sizeof(byte) => Unsafe.BitCast<byte, TEnum>((byte)bits),
        sizeof(ushort) => Unsafe.BitCast<ushort, TEnum>((ushort)bits),
        sizeof(uint) => Unsafe.BitCast<uint, TEnum>((uint)bits),
        _ => Unsafe.BitCast<ulong, TEnum>(bits),
    };
}
