using System.Globalization;

namespace OptionsSdk.Codecs;

/// <summary>
/// Moments with their offset, in ISO 8601. The offset is part of the value and must be written: without it, machines in different time
/// zones would read different moments.
/// </summary>
internal sealed class DateTimeOffsetCodec : TextFormCodec<DateTimeOffset>
{
    public static readonly DateTimeOffsetCodec Instance = new();

    private const string CanonicalFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    public override string TypeName => "date and time";

    protected override string Requirement => "must be a date and time with its offset, for example 2026-01-31T08:30:00+01:00 or 2026-01-31T07:30:00Z";

    public override string Format(DateTimeOffset value) => value.ToString(CanonicalFormat, CultureInfo.InvariantCulture);

    protected override bool TryParseTrimmed(string text, out DateTimeOffset value)
    {
        value = default;
        return HasOffset(text) && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    private static bool HasOffset(string text) => text[^1] == 'Z' || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
}
