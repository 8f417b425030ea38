using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace OptionsSdk.PostgreSql.Connections;

/// <summary>Where a store's tables are, and how to get there. Nothing here tells a password.</summary>
internal sealed class PostgreSqlTarget : IAsyncDisposable
{
    private const string OwnName = "OptionsSdk";
    private const int MostConnections = 10;
    private const int ShortestConnectTimeout = 2;

    // More than the store has statements.
    private const int MostPrepared = 32;

    private readonly List<NpgsqlDataSource> _owned = [];
    private readonly NpgsqlDataSource _data;
    private readonly NpgsqlDataSource? _preparing;
    private volatile bool _isPreparing;
    private volatile bool _isPreparingRefuted;

    private PostgreSqlTarget(NpgsqlConnectionStringBuilder connection, NpgsqlDataSource data, NpgsqlDataSource? preparing = null)
    {
        _data = data;
        _preparing = preparing;
        Host = connection.Host ?? string.Empty;
        Database = connection.Database ?? connection.Username ?? "(the default database)";
        User = connection.Username ?? "(the default user)";
        var isOneHost = !Host.Contains(',', StringComparison.Ordinal) && !Host.Contains(':', StringComparison.Ordinal);
        Server = isOneHost && !Host.StartsWith('/') ? string.Create(CultureInfo.InvariantCulture, $"{Host}:{connection.Port}") : Host;
        Name = $"PostgreSQL {Server}/{Database}";
    }

    /// <summary>The database's name for messages.</summary>
    public string Name { get; }

    /// <summary>The host, or several.</summary>
    public string Host { get; }

    /// <summary>The host and its port.</summary>
    public string Server { get; }

    /// <summary>The database.</summary>
    public string Database { get; }

    /// <summary>The role.</summary>
    public string User { get; }

    /// <summary>Opens connections for reading and writing.</summary>
    public NpgsqlDataSource Data => _isPreparing ? _preparing! : _data;

    /// <summary>Opens the listening connection.</summary>
    public required NpgsqlDataSource Listening { get; init; }

    /// <summary>Whether the listening connection is the user's, who wants it back as it was.</summary>
    public bool IsListeningShared => ReferenceEquals(Listening, _data);

    public static PostgreSqlTarget Of(string connectionString, PostgreSqlOptionDatabaseSettings settings)
    {
        var connection = Parse(connectionString, nameof(connectionString), settings);
        var data = Build(connection);
        if (settings.ListenConnectionString is not null)
        {
            var elsewhere = Listener(settings);
            return new(connection, data) { Listening = elsewhere, _owned = { data, elsewhere } };
        }

        var listening = BuildListening(connection);
        if (!settings.Listen || connection.MaxAutoPrepare > 0)
        {
            return new(connection, data) { Listening = listening, _owned = { data, listening } };
        }

        var preparing = Build(new(connection.ConnectionString) { MaxAutoPrepare = MostPrepared, AutoPrepareMinUsages = 2 });
        return new(connection, data, preparing) { Listening = listening, _owned = { data, preparing, listening } };
    }

    public static PostgreSqlTarget Of(NpgsqlDataSource dataSource, PostgreSqlOptionDatabaseSettings settings)
    {
        // The text of a data source does not hold its password, unless its owner insists.
        var connection = new NpgsqlConnectionStringBuilder(dataSource.ConnectionString) { Password = null };
        if (settings.ListenConnectionString is null)
        {
            return new(connection, dataSource) { Listening = dataSource };
        }

        var listening = Listener(settings);
        return new(connection, dataSource) { Listening = listening, _owned = { listening } };
    }

    /// <summary>
    /// Notes whether notifications get through. Where they do, a session belongs to one client, so statements may be prepared in it; a pooler
    /// that gives each transaction another session passes none, and may run another client's statement under the same name.
    /// </summary>
    public void NoteListening(bool works)
    {
        var isPreparing = works && _preparing is not null && !_isPreparingRefuted;
        if (isPreparing == _isPreparing)
        {
            return;
        }

        _isPreparing = isPreparing;

        // Connections that nobody uses any more; those at work are closed when they come back.
        (isPreparing ? _data : _preparing!).Clear();
    }

    /// <summary>A prepared statement was lost, which cannot happen where sessions belong to one client: prepares no more.</summary>
    /// <param name="source">The source of the connection that lost it.</param>
    /// <returns><see langword="true"/> if the work can be done again without.</returns>
    public bool StopPreparing(NpgsqlDataSource source)
    {
        if (_preparing is null || !ReferenceEquals(source, _preparing))
        {
            return false;
        }

        _isPreparingRefuted = true;
        NoteListening(works: false);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _owned)
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static NpgsqlDataSource Listener(PostgreSqlOptionDatabaseSettings settings) => BuildListening(
        Parse(settings.ListenConnectionString!, nameof(PostgreSqlOptionDatabaseSettings.ListenConnectionString), settings));

    private static NpgsqlConnectionStringBuilder Parse(string text, string parameter, PostgreSqlOptionDatabaseSettings settings)
    {
        NpgsqlConnectionStringBuilder connection;
        HashSet<string> given;
        try
        {
            connection = new(text);
            given = [.. new DbConnectionStringBuilder { ConnectionString = text }.Keys.Cast<string>().Select(Normalize)];
        }
        catch (Exception)
        {
            // Not the parser's own words, nor its exception: they may quote a piece of the password.
            throw new ArgumentException(
                "The text is no connection string of Npgsql, such as 'Host=db;Database=shop;Username=shop'. Check its keywords and numbers, and quote a password that holds a semicolon.",
                parameter);
        }

        if (string.IsNullOrWhiteSpace(connection.Host))
        {
            throw new ArgumentException("The connection string names no Host.", parameter);
        }

        if (!given.Overlaps(["TIMEOUT", "CONNECTIONTIMEOUT"]))
        {
            connection.Timeout = Math.Max(ShortestConnectTimeout, (int)Math.Ceiling(settings.ReadTimeout.TotalSeconds));
        }

        if (!given.Contains("CANCELLATIONTIMEOUT"))
        {
            // Otherwise a command that timed out waits two more seconds for the server to agree.
            connection.CancellationTimeout = -1;
        }

        if (!given.Overlaps(["MAXIMUMPOOLSIZE", "MAXPOOLSIZE"]))
        {
            connection.MaxPoolSize = Math.Max(MostConnections, connection.MinPoolSize);
        }

        if (!given.Contains("APPLICATIONNAME"))
        {
            connection.ApplicationName = OwnName;
        }

        // A store's transactions are its own, and details of errors quote rows.
        connection.Enlist = false;
        connection.Multiplexing = false;
        connection.IncludeErrorDetail = false;
        connection.LogParameters = false;
        return connection;
    }

    private static string Normalize(string keyword) => keyword.Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant();

    private static NpgsqlDataSource BuildListening(NpgsqlConnectionStringBuilder connection) =>
        Build(new(connection.ConnectionString)
        {
            Pooling = false,
            ApplicationName = $"{connection.ApplicationName} (listening)",
        });

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder connection)
    {
        var attributes = connection.TargetSessionAttributes;
        var alone = new NpgsqlConnectionStringBuilder(connection.ConnectionString) { TargetSessionAttributes = null };
        var builder = new NpgsqlSlimDataSourceBuilder(alone.ConnectionString)
            .EnableTransportSecurity()
            .EnableIntegratedSecurity()

            // Types of the database's own are in none of the tables, and asking for them makes the first connection slow.
            .ConfigureTypeLoading(static types => types.EnableTypeLoading(false));
        if (attributes is null && !alone.Host!.Contains(',', StringComparison.Ordinal))
        {
            return builder.Build();
        }

        // Of several servers one is written to; the others lag behind it.
        var session = attributes is null
            ? TargetSessionAttributes.PreferPrimary
            : Enum.Parse<TargetSessionAttributes>(attributes.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true);
        return builder.BuildMultiHost().WithTargetSession(session);
    }
}
