using System.Globalization;

namespace OptionsSdk.Codecs;

/// <summary>Dates in ISO 8601.</summary>
internal sealed class DateOnlyCodec : TextFormCodec<DateOnly>
{
    public static readonly DateOnlyCodec Instance = new();

    private const string CanonicalFormat = "yyyy-MM-dd";

    public override string TypeName => "date";

    protected override string Requirement => "must be a date such as 2026-01-31";

    public override string Format(DateOnly value) => value.ToString(CanonicalFormat, CultureInfo.InvariantCulture);

    protected override bool TryParseTrimmed(string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, CanonicalFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
}
