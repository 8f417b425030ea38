using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using OptionsSdk.Relational;

namespace OptionsSdk.Sqlite;

/// <summary>Identities and times are text, and BEGIN IMMEDIATE is the writers' lock.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static SqliteDialect Instance { get; } = new();

    public override string? HeadLock => null;

    public override string SchemaExists => "select count(*) from sqlite_schema where type = 'table' and name = 'opt_meta'";

    public override ImmutableArray<ImmutableArray<string>> Upgrades { get; } = [SqliteSchema.Version1];

    public override string SecondsNow => "(julianday('now') * 86400.0)";

    // SQLite's own functions write a blank where the library writes a T.
    public override string ComparableTime(string column) => $"replace({column}, ' ', 'T')";

    public override object FromGuid(Guid value) => value.ToString("D");

    public override Guid? ReadGuid(DbDataReader reader, int ordinal) =>
        Guid.TryParse(reader.GetString(ordinal), CultureInfo.InvariantCulture, out var value) ? value : null;

    public override object FromTime(DateTime value) => value.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public override DateTime ReadTime(DbDataReader reader, int ordinal) =>
        DateTime.TryParse(
            reader.GetString(ordinal),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var value)
            ? value
            : DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
}
