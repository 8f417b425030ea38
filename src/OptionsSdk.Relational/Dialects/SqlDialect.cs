using System.Collections.Immutable;
using System.Data.Common;

namespace OptionsSdk.Relational;

/// <summary>
/// Where databases differ. Everything else of the protocol is plain SQL that SQLite and PostgreSQL share: <c>@</c> parameters,
/// <c>on conflict … do update</c>, <c>limit</c>, truth values as conditions.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>What stands before the name of each table: empty, or a schema with its dot.</summary>
    public virtual string TablePrefix => string.Empty;

    /// <summary>
    /// The query that makes the head row of <c>@ns</c> the writers' lock. <see langword="null"/> where beginning the transaction is the
    /// lock already.
    /// </summary>
    public abstract string? HeadLock { get; }

    /// <summary>What to do about missing or older tables.</summary>
    public virtual string SchemaRemedy => $"Initialise the store with SchemaMode.{nameof(SchemaMode.CreateOrUpgrade)}, or run the schema script.";

    /// <summary>A query for one number: 0 if the schema's tables are missing.</summary>
    public abstract string SchemaExists { get; }

    /// <summary>
    /// The statements that lead from schema version <em>index</em> to <em>index + 1</em>. Each step sets the row of <c>opt_meta</c>
    /// and is run under the writers' lock.
    /// </summary>
    public abstract ImmutableArray<ImmutableArray<string>> Upgrades { get; }

    /// <summary>Makes a column of times comparable with what <see cref="FromTime"/> gives.</summary>
    public abstract string ComparableTime(string column);

    /// <summary>Makes the parameter's value of a token or change id.</summary>
    public abstract object FromGuid(Guid value);

    /// <summary>Reads a token or change id; <see langword="null"/> if the field holds something else.</summary>
    public abstract Guid? ReadGuid(DbDataReader reader, int ordinal);

    /// <summary>Reads a number that is small where the database's columns have sizes, and may be any where they have none.</summary>
    public virtual long ReadSmallNumber(DbDataReader reader, int ordinal) => reader.GetInt64(ordinal);

    /// <summary>Makes of a UTC time what a reader will read.</summary>
    public virtual DateTime ToStoredTime(DateTime value) => value;

    /// <summary>Makes of a text that people typed what the database can hold of it.</summary>
    public virtual string? ToStoredText(string? value) => value;

    /// <summary>The database's own time as a number of seconds, for comparing with nothing but itself.</summary>
    public abstract string SecondsNow { get; }

    /// <summary>Makes the parameter's value of a time. The time is UTC.</summary>
    public abstract object FromTime(DateTime value);

    /// <summary>Reads a time as UTC; the smallest time if the field holds something else, since times are for people only.</summary>
    public abstract DateTime ReadTime(DbDataReader reader, int ordinal);
}
