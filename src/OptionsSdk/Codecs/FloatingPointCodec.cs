using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace OptionsSdk.Codecs;

/// <summary>
/// Finite numbers of single and double precision, written in their shortest form. Negative zero becomes zero, because it equals it.
/// </summary>
internal sealed class FloatingPointCodec<T> : LeafCodec<T>
    where T : struct, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    public static readonly FloatingPointCodec<T> Instance = new();

    private static readonly string Requirement = string.Create(CultureInfo.InvariantCulture, $"must be a finite number from {T.MinValue} to {T.MaxValue}");

    public override string TypeName => typeof(T) == typeof(float) ? "single-precision number" : "number";

    public override bool TryRead(ref Utf8JsonReader reader, out T value, [NotNullWhen(false)] out string? error)
    {
        value = default;
        error = JsonToken.TryGetNumber(ref reader, out var digits)
            && T.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out value) ? Check(value) : Requirement;
        value = Freeze(value);
        return error is null;
    }

    public override void Write(Utf8JsonWriter writer, T value)
    {
        if (typeof(T) == typeof(float))
        {
            writer.WriteNumberValue(float.CreateTruncating(Freeze(value)));
        }
        else
        {
            writer.WriteNumberValue(double.CreateTruncating(Freeze(value)));
        }
    }

    public override bool TryParse(string text, out T value, [NotNullWhen(false)] out string? error)
    {
        error = T.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out value) ? Check(value) : Requirement;
        value = Freeze(value);
        return error is null;
    }

    public override string Format(T value) => Freeze(value).ToString("R", CultureInfo.InvariantCulture);

    public override string? Check(T value) => T.IsFinite(value) ? null : Requirement;

    public override T Freeze(T value) => T.IsZero(value) ? T.Zero : value;
}
