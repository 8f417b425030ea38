using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace OptionsSdk.Codecs;

/// <summary>Decimal numbers. Trailing zeros of the fraction are dropped, because <c>1.10</c> equals <c>1.1</c>.</summary>
internal sealed class DecimalCodec : LeafCodec<decimal>
{
    public static readonly DecimalCodec Instance = new();

    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // Dividing by one with 28 decimals makes the runtime choose the smallest scale that keeps the value.
    private const decimal OneWithLargestScale = 1.0000000000000000000000000000m;

    private static readonly string Requirement = string.Create(CultureInfo.InvariantCulture, $"must be a decimal number from {decimal.MinValue} to {decimal.MaxValue}");

    public override string TypeName => "decimal number";

    public override bool TryRead(ref Utf8JsonReader reader, out decimal value, [NotNullWhen(false)] out string? error)
    {
        value = default;
        error = JsonToken.TryGetNumber(ref reader, out var digits)
            && decimal.TryParse(digits, Style, CultureInfo.InvariantCulture, out value) ? null : Requirement;
        value = Freeze(value);
        return error is null;
    }

    public override void Write(Utf8JsonWriter writer, decimal value) => writer.WriteNumberValue(Freeze(value));

    public override bool TryParse(string text, out decimal value, [NotNullWhen(false)] out string? error)
    {
        error = decimal.TryParse(text.Trim(), Style, CultureInfo.InvariantCulture, out value) ? null : Requirement;
        value = Freeze(value);
        return error is null;
    }

    public override string Format(decimal value) => Freeze(value).ToString(CultureInfo.InvariantCulture);

    public override decimal Freeze(decimal value) => value == 0 ? 0 : value / OneWithLargestScale;
}
