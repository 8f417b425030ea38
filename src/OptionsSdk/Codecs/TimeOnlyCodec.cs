using System.Globalization;

namespace OptionsSdk.Codecs;

/// <summary>Times of day in ISO 8601.</summary>
internal sealed class TimeOnlyCodec : TextFormCodec<TimeOnly>
{
    public static readonly TimeOnlyCodec Instance = new();

    private const string CanonicalFormat = "HH:mm:ss.FFFFFFF";

    private static readonly string[] Formats = [CanonicalFormat, "HH:mm"];

    public override string TypeName => "time of day";

    protected override string Requirement => "must be a time of day such as 08:30 or 08:30:15.25";

    public override string Format(TimeOnly value) => value.ToString(CanonicalFormat, CultureInfo.InvariantCulture);

    protected override bool TryParseTrimmed(string text, out TimeOnly value) =>
        TimeOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
}
