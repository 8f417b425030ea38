using System.Collections.Immutable;
using System.Data.Common;
using System.Text;
using OptionsSdk.Relational;

namespace OptionsSdk.PostgreSql.Schema;

/// <summary>Identities and times have types of their own, and the head row's lock is the writers' lock.</summary>
internal sealed class PostgreSqlDialect : SqlDialect
{
    private const char Replacement = '\ufffd';

    private readonly string _schema;

    /// <summary>Makes the dialect of one schema's tables.</summary>
    /// <param name="schema">The schema, checked.</param>
    /// <param name="ns">The namespace, for the text that tells how to make the tables.</param>
    public PostgreSqlDialect(string schema, string ns)
    {
        _schema = schema;
        TablePrefix = $"\"{schema}\".";
        HeadLock = $"select 1 from {TablePrefix}opt_head where ns = @ns for update";
        Upgrades = PostgreSqlTables.Upgrades(schema);
        SchemaRemedy =
            $"Save what {nameof(PostgreSqlSchema)}.{nameof(PostgreSqlSchema.Script)}(\"{schema}\", \"{ns}\") returns as options.sql and let the database's owner run " +
            $"'psql -v ON_ERROR_STOP=1 -f options.sql', or initialise once with SchemaMode.{nameof(SchemaMode.CreateOrUpgrade)} and the right to create.";
    }

    public override string TablePrefix { get; }

    public override string? HeadLock { get; }

    public override string SchemaRemedy { get; }

    // The catalogue answers without any right on the schema, so that a missing right is not taken for missing tables.
    public override string SchemaExists =>
        "select count(*) from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace " +
        $"where n.nspname = '{_schema}' and c.relname = 'opt_meta'";

    public override ImmutableArray<ImmutableArray<string>> Upgrades { get; }

    public override string SecondsNow => "extract(epoch from clock_timestamp())::double precision";

    public override string ComparableTime(string column) => column;

    public override object FromGuid(Guid value) => value;

    public override Guid? ReadGuid(DbDataReader reader, int ordinal) => reader.GetGuid(ordinal);

    public override long ReadSmallNumber(DbDataReader reader, int ordinal) => reader.GetInt16(ordinal);

    public override DateTime ToStoredTime(DateTime value) => value.AddTicks(-(value.Ticks % TimeSpan.TicksPerMicrosecond));

    // What PostgreSQL cannot hold in a text: the character zero, and halves of a character.
    public override string? ToStoredText(string? value)
    {
        if (value is null || IsStorable(value))
        {
            return value;
        }

        var text = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            text.Append(rune.Value == 0 ? Replacement.ToString() : rune.ToString());
        }

        return text.ToString();
    }

    public override object FromTime(DateTime value) => value;

    public override DateTime ReadTime(DbDataReader reader, int ordinal)
    {
        try
        {
            return reader.GetDateTime(ordinal);
        }
        catch (Exception exception) when (exception is InvalidCastException or ArgumentException or OverflowException)
        {
            // Before our era, for example.
            return DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
        }
    }

    private static bool IsStorable(string value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            if (value[index] == '\0' || (char.IsSurrogate(value[index]) && !char.IsSurrogatePair(value, index)))
            {
                return false;
            }

            index += char.IsSurrogate(value[index]) ? 1 : 0;
        }

        return true;
    }
}
