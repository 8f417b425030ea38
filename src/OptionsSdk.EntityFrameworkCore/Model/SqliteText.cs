using System.Globalization;

namespace OptionsSdk.EntityFrameworkCore.Model;

/// <summary>How SQLite databases of this library write identities and times, whoever writes them.</summary>
internal static class SqliteText
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string From(Guid value) => value.ToString("D");

    public static Guid ToGuid(string text) => Guid.Parse(text, CultureInfo.InvariantCulture);

    public static string From(DateTime value) => value.ToString(TimeFormat, CultureInfo.InvariantCulture);

    // Times are for people only: an unreadable one must not make a row unreadable.
    public static DateTime ToTime(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value)
            ? value
            : DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
}
