using System.Globalization;

namespace OptionsSdk.Codecs;

/// <summary>
/// Durations in the constant format <c>[-][d.]hh:mm:ss[.fffffff]</c>. A bare number is refused: the framework would take <c>"90"</c> for 90 days.
/// </summary>
internal sealed class TimeSpanCodec : TextFormCodec<TimeSpan>
{
    public static readonly TimeSpanCodec Instance = new();

    public override string TypeName => "duration";

    protected override string Requirement => "must be a duration in the form [-][d.]hh:mm[:ss[.fffffff]], for example 00:00:30 or 1.12:00:00";

    public override string Format(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);

    protected override bool TryParseTrimmed(string text, out TimeSpan value)
    {
        value = default;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value);
    }
}
