using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using OptionsSdk.Errors;
using OptionsSdk.PostgreSql.Schema;
using OptionsSdk.Relational;
using OptionsSdk.Store;

namespace OptionsSdk.PostgreSql.Connections;

/// <summary>What the errors of PostgreSQL and of the way to it mean for a store.</summary>
internal sealed class PostgreSqlFailures(PostgreSqlTarget target, PostgreSqlDialect dialect, string schema)
{
    private string Name => target.Name;

    /// <summary>Says whether an exception comes from the database or the way to it, and not from a mistake in a program.</summary>
    public static bool IsOfDatabase(Exception exception) =>
        exception is NpgsqlException or TimeoutException or SocketException or IOException or AuthenticationException;

    /// <summary>Says whether a session does not hold the prepared statements that it should.</summary>
    public static bool IsOfPreparing(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.InvalidSqlStatementName or PostgresErrorCodes.DuplicatePreparedStatement };

    /// <summary>Says whether the same work may succeed a moment later.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="wasConnected">Whether the connection stood already, so that it was lost and not refused.</param>
    /// <param name="mayWait">Whether the caller has time for a server that is down to come back.</param>
    public static bool IsTransient(Exception exception, bool wasConnected, bool mayWait) => exception switch
    {
        PostgresException postgres => postgres.SqlState switch
        {
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => true,
            PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.CannotConnectNow => wasConnected || mayWait,

            // The server ended the session: restarts, operators, idle connections of the pool.
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or "57P05" or "25P03" => wasConnected || mayWait,
            _ => postgres.SqlState.StartsWith("08", StringComparison.Ordinal) && (wasConnected || mayWait),
        },

        // A time-out is the end of somebody's patience already, and an answer that a client cannot take stays the same.
        NpgsqlException { InnerException: TimeoutException } or TimeoutException or AuthenticationException
            or NpgsqlException { InnerException: AuthenticationException } => false,
        NpgsqlException { InnerException: null } => false,
        _ => wasConnected || mayWait,
    };

    /// <summary>Says whether a COMMIT that was sent may have been done all the same.</summary>
    public static bool LeavesOutcomeOpen(Exception exception) =>
        exception is not OptionException

        // An error ends the transaction; a server that ends the session may do so after COMMIT.
        && exception is not PostgresException { InvariantSeverity: "ERROR" };

    /// <summary>Makes the error of a standby that has not come as far as the replica that asks.</summary>
    public OptionStoreUnavailableException Lagging(StorePosition since) => Unavailable(
        $"{Name} is a standby that lags behind: a replica has seen {since}, which it does not have yet.",
        "A standby's position is no evidence about the history, so the replica keeps its values and nothing is raised.",
        "Wait until the standby has caught up, or connect to the primary: Target Session Attributes=primary.",
        null);

    /// <summary>Makes the store's error of the database's.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="purpose">What was tried.</param>
    /// <param name="connection">The connection, if it came to one.</param>
    public OptionStoreException Translate(Exception exception, PostgreSqlPurpose purpose, NpgsqlConnection? connection) => exception switch
    {
        PostgresException postgres => Translate(postgres, purpose, connection),
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => Unavailable(
            $"{Name} did not answer in time.",
            "A store waits only so long for its database; readers keep their values meanwhile.",
            "Look at the server's load, at locks and at the network between; or give it more time by the settings' ReadTimeout and WriteTimeout and by Timeout in the connection string.",
            exception),
        NpgsqlException { InnerException: AuthenticationException } or AuthenticationException => Unavailable(
            $"{Name} and this process did not agree on encryption: {InnermostMessage(exception)}",
            "SSL Mode says how much of the server's certificate is checked.",
            "Check SSL Mode and Root Certificate in the connection string, and the server's certificate.",
            exception),
        _ when Innermost(exception) is SocketException socket => Unavailable(
            $"{Name} cannot be reached: {socket.SocketErrorCode}.",
            "Changes are written to the database first; readers keep their values while it is away.",
            $"Check that the server runs and that Host and Port in the connection string ({target.Server}) are right.",
            exception),
        _ => Unavailable(
            $"{Name} does not work: {InnermostMessage(exception)}",
            "Changes are written to the database first; readers keep their values while it is away.",
            "Check the server, the connection string, and what stands between.",
            exception),
    };

    private OptionStoreException Translate(PostgresException exception, PostgreSqlPurpose purpose, NpgsqlConnection? connection)
    {
        var reason = $"{exception.SqlState}: {exception.MessageText}";
        switch (exception.SqlState)
        {
            case PostgresErrorCodes.InvalidPassword:
                return Unavailable(
                    $"{Name} refuses the password of '{target.User}'.",
                    "The server checks who connects.",
                    "Correct Username and Password in the connection string, or the role's password on the server.",
                    exception);
            case PostgresErrorCodes.InvalidAuthorizationSpecification:
                return NotAdmitted(exception, reason);
            case PostgresErrorCodes.InvalidCatalogName:
                return Schema(
                    $"The server {target.Server} has no database '{target.Database}'.",
                    "A store creates tables, never a database.",
                    $"Correct Database in the connection string, or let an operator run 'create database \"{target.Database}\"'.",
                    exception);
            case PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName
                or PostgresErrorCodes.UndefinedFunction:
                return StoreFailures.SchemaMissing(Name, dialect.SchemaRemedy, exception);
            case PostgresErrorCodes.InsufficientPrivilege:
                return NoRight(exception, purpose);
            case PostgresErrorCodes.ReadOnlySqlTransaction:
                return ReadOnlySession(exception, purpose, connection);
            case PostgresErrorCodes.DiskFull:
                return ReadOnly(
                    $"The disk of {Name} is full ({reason}).",
                    "A change is written as a whole or not at all.",
                    "Free space on the server, then write again.",
                    exception);
            case PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ConfigurationLimitExceeded:
                return Unavailable(
                    $"{Name} has no connection left ({reason}).",
                    "A store needs a few connections, and one more to listen.",
                    "Raise max_connections or the role's limit, lower Maximum Pool Size of the server's clients, or put a pooler between.",
                    exception);
            case PostgresErrorCodes.LockNotAvailable:
                return Unavailable(
                    $"Another transaction holds the lock of the writers of {Name}.",
                    "Writers of a namespace take turns, and a store waits for the others only so long.",
                    "Try again; look for a session that is idle in transaction in pg_stat_activity.",
                    exception);
            case PostgresErrorCodes.QueryCanceled:
                return Unavailable(
                    $"{Name} cancelled a statement ({reason}).",
                    "A statement of a write may take 5 seconds; servers and roles may have a statement_timeout of their own.",
                    "Look at the server's load and at locks, then try again.",
                    exception);
            case PostgresErrorCodes.InvalidSqlStatementName or PostgresErrorCodes.DuplicatePreparedStatement:
                return Unavailable(
                    $"{Name} lost a prepared statement ({reason}).",
                    "A pooler that gives each transaction another server connection cannot keep prepared statements, unless it knows of them.",
                    "Remove Max Auto Prepare from the connection string, or update the pooler (PgBouncer 1.21 and newer).",
                    exception);
            case PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire:
                return ReadOnly(
                    $"{Name} cannot hold a character of the change ({exception.SqlState}).",
                    "Values are Unicode, without the character zero.",
                    "Write the character as a JSON escape, or use a database with the encoding UTF8.",
                    exception);
            default:
                break;
        }

        return exception.SqlState switch
        {
            ['X', 'X', ..] => StoreFailures.Unreadable(Name, $"damaged data ({reason})", exception),
            ['2', '3', ..] => StoreFailures.Unreadable(
                Name, $"or would hold rows that break its own rules ({exception.SqlState}, constraint '{exception.ConstraintName}')", exception),
            ['2', '8', ..] => NotAdmitted(exception, reason),
            _ => Unavailable(
                $"{Name} does not work: {reason}.",
                "Changes are written to the database first; readers keep their values while it is away.",
                "Look at the server's log, then try again.",
                exception),
        };
    }

    private OptionStoreUnavailableException NotAdmitted(PostgresException exception, string reason)
    {
        // The only part of the message that is the same in few languages; the remedy names encryption in any case.
        var isUnencrypted = exception.MessageText.Contains("no encryption", StringComparison.Ordinal)
            || exception.MessageText.Contains("SSL off", StringComparison.Ordinal);
        return isUnencrypted
            ? Unavailable(
                $"{Name} admits '{target.User}' only with encryption, or not at all ({reason}).",
                "Lines 'hostssl' of the server's pg_hba.conf count for encrypted connections alone.",
                "Set SSL Mode=Require in the connection string, or VerifyFull where the certificate is to be checked.",
                exception)
            : Unavailable(
                $"{Name} does not admit '{target.User}' ({reason}).",
                "The server's pg_hba.conf says who may connect to what, from where, and how.",
                "Add a line for this user, database and address to pg_hba.conf, or correct Username, Database and SSL Mode in the connection string.",
                exception);
    }

    private OptionStoreException NoRight(PostgresException exception, PostgreSqlPurpose purpose)
    {
        const string Rule = "A role needs the rights that the scripts of PostgreSqlSchema grant, and no others.";
        var role = target.User.Replace("\"", "\\\"", StringComparison.Ordinal);
        var missing = $"'{target.User}' lacks a right in {Name} ({exception.MessageText})";
        return purpose switch
        {
            PostgreSqlPurpose.Read => Unavailable(
                $"{missing}, so nothing can be read.",
                Rule,
                $"Let the owner of the tables run what {nameof(PostgreSqlSchema)}.{nameof(PostgreSqlSchema.ReaderScript)}(\"{role}\", \"{schema}\") returns: grant usage on schema \"{schema}\", grant select on its tables.",
                exception),
            PostgreSqlPurpose.Create => ReadOnly(
                $"{missing}, so tables or a namespace cannot be made.",
                "Making tables needs the right to create a schema, and making a namespace the right to insert into opt_head.",
                $"{dialect.SchemaRemedy} The right to create is 'grant create on database \"{target.Database}\" to \"{target.User}\"'.",
                exception),
            PostgreSqlPurpose.RaiseEpoch => CannotRaise(missing, exception),
            PostgreSqlPurpose.Compact => ReadOnly(
                $"{missing}, so nothing was removed.",
                "Writers cannot remove what was logged; compaction is the work of a role of its own.",
                $"Compact with a role for which the owner of the tables ran what {nameof(PostgreSqlSchema)}.{nameof(PostgreSqlSchema.MaintainerScript)}(\"{role}\", \"{schema}\") returns.",
                exception),
            _ => ReadOnly(
                $"{missing}, so nothing was written.",
                Rule,
                $"Let the owner of the tables run what {nameof(PostgreSqlSchema)}.{nameof(PostgreSqlSchema.WriterScript)}(\"{role}\", \"{schema}\") returns: grant insert and update on opt_head and opt_value, grant insert on opt_commit and opt_change.",
                exception),
        };
    }

    private OptionStoreReadOnlyException ReadOnlySession(PostgresException exception, PostgreSqlPurpose purpose, NpgsqlConnection? connection)
    {
        var isStandby = IsOn(connection, "in_hot_standby");
        if (purpose == PostgreSqlPurpose.RaiseEpoch)
        {
            return CannotRaise($"{Name} is read-only for '{target.User}'", exception);
        }

        return isStandby
            ? ReadOnly(
                $"{Name} is a standby, which refuses writes.",
                "Only the primary of a group of servers is written to.",
                "Name the primary in the connection string, or all servers and Target Session Attributes=primary.",
                exception)
            : ReadOnly(
                $"{Name} is read-only for '{target.User}'.",
                "Servers, databases and roles may be set to read-only transactions (default_transaction_read_only); a standby always is.",
                "Connect to the primary with a role that may write, or ask the operator why writes are off.",
                exception);
    }

    private static bool IsOn(NpgsqlConnection? connection, string setting)
    {
        try
        {
            return connection?.PostgresParameters.TryGetValue(setting, out var value) == true && value == "on";
        }
        catch (InvalidOperationException)
        {
            // The connection is gone.
            return false;
        }
    }

    private static OptionStoreReadOnlyException CannotRaise(string problem, Exception cause) => ReadOnly(
        $"{problem}, and the history of the database was rewritten, for example by restoring a backup: it is not what this process has seen.",
        "Somebody who may write raises the epoch, so that everybody reloads; this process keeps its values until then.",
        "Start a process with the right to write, or let an operator do so; nothing has to be restarted here.",
        cause);

    private static Exception Innermost(Exception exception)
    {
        while (exception is { InnerException: { } inner })
        {
            exception = inner;
        }

        return exception is AggregateException { InnerExceptions: [.., var last] } ? Innermost(last) : exception;
    }

    private static string InnermostMessage(Exception exception)
    {
        var message = Innermost(exception).Message;
        return message.EndsWith('.') ? message : message + ".";
    }

    private static OptionStoreUnavailableException Unavailable(string problem, string rule, string remedy, Exception? cause) =>
        new(OptionErrorIds.StoreUnavailable, null, problem, rule, remedy, cause);

    private static OptionStoreReadOnlyException ReadOnly(string problem, string rule, string remedy, Exception cause) =>
        new(OptionErrorIds.StoreReadOnly, null, problem, rule, remedy, cause);

    private static OptionStoreSchemaException Schema(string problem, string rule, string remedy, Exception cause) =>
        new(OptionErrorIds.StoreSchema, null, problem, rule, remedy, cause);
}
