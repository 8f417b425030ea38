using Npgsql;
using OptionsSdk.PostgreSql.Tests;
using OptionsSdk.Servers;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace OptionsSdk.PostgreSql.Tests;

/// <summary>One server for all tests that do not break it; each has a schema or a database of its own.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private PostgreSqlServer? _server;
    private Exception? _failure;

    /// <summary>The server. Where PostgreSQL is not installed, the test is skipped here, in CI it fails.</summary>
    public PostgreSqlServer Server => Require();

    public async ValueTask InitializeAsync()
    {
        try
        {
            _server = await PostgreSqlServer.StartAsync("max_connections=300", "fsync=off", "max_prepared_transactions=0");
        }
        catch (Exception exception)
        {
            // A fixture cannot skip; the tests that need it do.
            _failure = exception;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private PostgreSqlServer Require() => _server ?? throw _failure!;

    /// <summary>A connection string with patience for a busy machine.</summary>
    public string ConnectionString(string database = "postgres", string user = "owner", int? port = null) =>
        $"{Server.ConnectionString(database, user, port)};Timeout=30";

    /// <summary>A name for a schema that no other test has.</summary>
    public static string NewSchema() => $"t{Guid.NewGuid():N}";

    /// <summary>Makes an empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"t{Guid.NewGuid():N}";
        await ExecuteAsync(Server.ConnectionString(), $"create database {name} template template0");
        return name;
    }

    /// <summary>Removes a database and whoever is connected to it.</summary>
    public async Task RemoveDatabaseAsync(string name) =>
        await ExecuteAsync(Server.ConnectionString(), $"drop database if exists {name} with (force)");

    /// <summary>Runs SQL as any other program does.</summary>
    public static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Timeout=30");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
