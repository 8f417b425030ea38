using System.Collections.Immutable;
using System.Data.Common;

namespace OptionsSdk.Relational;

/// <summary>
/// Where databases differ. Everything else of the protocol is plain SQL that SQLite and PostgreSQL share: <c>@</c> parameters,
/// <c>on conflict … do update</c>, <c>limit</c>, truth values as conditions.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>
    /// Ends the statement that reads the head row in a write transaction and makes it the writers' lock. Empty where beginning the
    /// transaction is the lock already.
    /// </summary>
    public abstract string HeadLock { get; }

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

    /// <summary>Makes the parameter's value of a time. The time is UTC.</summary>
    public abstract object FromTime(DateTime value);

    /// <summary>Reads a time as UTC; the smallest time if the field holds something else, since times are for people only.</summary>
    public abstract DateTime ReadTime(DbDataReader reader, int ordinal);
}
