using System.Collections.Frozen;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OptionsSdk.Errors;

namespace OptionsSdk.EntityFrameworkCore.Failures;

/// <summary>
/// Reads errors of any relational provider: by SQLSTATE where the provider has it (PostgreSQL, MySQL), otherwise by the provider's number
/// (SQLite, SQL Server, MySQL), which is found by name so that no provider has to be referenced.
/// </summary>
internal static class StoreFailure
{
    private const int SqlitePrimaryKeyViolation = 1555;
    private const int SqliteUniqueViolation = 2067;

    private static readonly FrozenDictionary<string, StoreFailureKind> ByState = new Dictionary<string, StoreFailureKind>(StringComparer.Ordinal)
    {
        ["42P01"] = StoreFailureKind.SchemaMissing,
        ["42703"] = StoreFailureKind.SchemaMissing,
        ["42S02"] = StoreFailureKind.SchemaMissing,
        ["42S22"] = StoreFailureKind.SchemaMissing,
        ["3D000"] = StoreFailureKind.SchemaMissing,
        ["3F000"] = StoreFailureKind.SchemaMissing,
        ["23505"] = StoreFailureKind.Duplicate,
        ["42P06"] = StoreFailureKind.Duplicate,
        ["42P07"] = StoreFailureKind.Duplicate,
        ["42S01"] = StoreFailureKind.Duplicate,
        ["40001"] = StoreFailureKind.Transient,
        ["40P01"] = StoreFailureKind.Transient,
        ["55P03"] = StoreFailureKind.Transient,
        ["25006"] = StoreFailureKind.ReadOnly,
        ["53100"] = StoreFailureKind.ReadOnly,
        ["XX001"] = StoreFailureKind.Corrupt,
        ["XX002"] = StoreFailureKind.Corrupt,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<int, StoreFailureKind> BySqliteCode = new Dictionary<int, StoreFailureKind>
    {
        [5] = StoreFailureKind.Transient,
        [6] = StoreFailureKind.Transient,
        [8] = StoreFailureKind.ReadOnly,
        [11] = StoreFailureKind.Corrupt,
        [13] = StoreFailureKind.ReadOnly,
        [26] = StoreFailureKind.Corrupt,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<int, StoreFailureKind> ByNumber = new Dictionary<int, StoreFailureKind>
    {
        // SQL Server
        [207] = StoreFailureKind.SchemaMissing,
        [208] = StoreFailureKind.SchemaMissing,
        [2601] = StoreFailureKind.Duplicate,
        [2627] = StoreFailureKind.Duplicate,
        [1801] = StoreFailureKind.Duplicate,
        [2714] = StoreFailureKind.Duplicate,
        [1205] = StoreFailureKind.Transient,
        [1222] = StoreFailureKind.Transient,
        [3960] = StoreFailureKind.Transient,
        [3906] = StoreFailureKind.ReadOnly,
        [1105] = StoreFailureKind.ReadOnly,
        [9002] = StoreFailureKind.ReadOnly,

        // MySQL
        [1054] = StoreFailureKind.SchemaMissing,
        [1146] = StoreFailureKind.SchemaMissing,
        [1007] = StoreFailureKind.Duplicate,
        [1050] = StoreFailureKind.Duplicate,
        [1062] = StoreFailureKind.Duplicate,
        [1213] = StoreFailureKind.Transient,
        [1114] = StoreFailureKind.ReadOnly,
        [1290] = StoreFailureKind.ReadOnly,
        [1792] = StoreFailureKind.ReadOnly,
    }.ToFrozenDictionary();

    /// <summary>Says what an error means, looking through the wrappers that EF Core puts around it.</summary>
    public static StoreFailureKind Classify(Exception exception)
    {
        if (exception is OptionException)
        {
            return StoreFailureKind.None;
        }

        var wrapped = false;
        for (var current = exception; current is not null; current = current.InnerException)
        {
            switch (current)
            {
                case DbUpdateConcurrencyException:
                    return StoreFailureKind.Transient;
                case DbException database:
                    return Classify(database);
                case TimeoutException:
                    return StoreFailureKind.Transient;
                case FormatException or InvalidCastException:
                    return StoreFailureKind.Corrupt;
                case DbUpdateException:
                    wrapped = true;
                    break;
            }
        }

        return wrapped ? StoreFailureKind.Unavailable : StoreFailureKind.None;
    }

    private static StoreFailureKind Classify(DbException exception)
    {
        if (exception.SqlState is { } state && ByState.TryGetValue(state, out var kind))
        {
            return kind;
        }

        if (FindNumber(exception, "SqliteExtendedErrorCode") is SqliteUniqueViolation or SqlitePrimaryKeyViolation)
        {
            return StoreFailureKind.Duplicate;
        }

        if (FindNumber(exception, "SqliteErrorCode") is { } sqlite)
        {
            return BySqliteCode.TryGetValue(sqlite, out kind) ? kind : ClassifySqlite(exception);
        }

        if (FindNumber(exception, "Number") is { } number && ByNumber.TryGetValue(number, out kind))
        {
            return kind;
        }

        return exception.IsTransient ? StoreFailureKind.Transient : StoreFailureKind.Unavailable;
    }

    // SQLite has one code for every error of the statement; only its text tells what it is about.
    private static StoreFailureKind ClassifySqlite(DbException exception)
    {
        var message = exception.Message;
        if (message.Contains("no such table", StringComparison.Ordinal)
            || message.Contains("no such column", StringComparison.Ordinal)
            || message.Contains("has no column named", StringComparison.Ordinal))
        {
            return StoreFailureKind.SchemaMissing;
        }

        return message.Contains("already exists", StringComparison.Ordinal) ? StoreFailureKind.Duplicate : StoreFailureKind.Unavailable;
    }

    private static int? FindNumber(DbException exception, string property) =>
        exception.GetType().GetProperty(property)?.GetValue(exception) is { } value
            ? Convert.ToInt32(value, CultureInfo.InvariantCulture)
            : null;
}
