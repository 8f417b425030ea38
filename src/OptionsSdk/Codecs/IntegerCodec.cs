using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OptionsSdk.Codecs;

/// <summary>Whole numbers of every size. JSON and text alike take digits with a sign only: no fraction, exponent, separator or hexadecimal.</summary>
internal sealed class IntegerCodec<T> : LeafCodec<T>, IDictionaryKeyCodec<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public static readonly IntegerCodec<T> Instance = new();

    private static readonly string Requirement = string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {T.MinValue} to {T.MaxValue}");

    public override string TypeName { get; } =
        (T.IsZero(T.MinValue) ? "unsigned " : string.Empty)
        + (Unsafe.SizeOf<T>() == sizeof(int) ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{8 * Unsafe.SizeOf<T>()}-bit "))
        + "integer";

    public override bool TryRead(ref Utf8JsonReader reader, out T value, [NotNullWhen(false)] out string? error)
    {
        value = default;
        error = JsonToken.TryGetNumber(ref reader, out var digits)
            && T.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) ? null : Requirement;
        return error is null;
    }

    public override void Write(Utf8JsonWriter writer, T value)
    {
        if (T.IsNegative(value))
        {
            writer.WriteNumberValue(long.CreateChecked(value));
        }
        else
        {
            writer.WriteNumberValue(ulong.CreateChecked(value));
        }
    }

    public override bool TryParse(string text, out T value, [NotNullWhen(false)] out string? error) => TryParseKey(text.Trim(), out value, out error);

    public override string Format(T value) => value.ToString(null, CultureInfo.InvariantCulture);

    public string FormatKey(T key) => Format(key);

    public bool TryParseKey(string name, out T key, [NotNullWhen(false)] out string? error)
    {
        error = T.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out key) ? null : Requirement;
        return error is null;
    }

    public int CompareKeys(T left, T right) => left.CompareTo(right);
}
