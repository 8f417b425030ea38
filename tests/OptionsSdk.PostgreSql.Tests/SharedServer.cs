using Npgsql;
using OptionsSdk.PostgreSql.Tests;
using OptionsSdk.Servers;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace OptionsSdk.PostgreSql.Tests;

/// <summary>One server for all tests that do not break it; each has a schema or a database of its own.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    /// <summary>Needs a password, which is "right".</summary>
    public const string PasswordRole = "needs_password";

    /// <summary>Is admitted with encryption alone, which the server does not speak.</summary>
    public const string EncryptedRole = "needs_encryption";

    /// <summary>May have no connection.</summary>
    public const string CrowdedRole = "is_crowded";

    private PostgreSqlServer? _server;
    private Exception? _failure;

    /// <summary>The server. Where PostgreSQL is not installed, the test is skipped here, in CI it fails.</summary>
    public PostgreSqlServer Server => Require();

    public async ValueTask InitializeAsync()
    {
        try
        {
            _server = await PostgreSqlServer.StartAsync("max_connections=300", "fsync=off");
            var admission = Path.Combine(_server.DataFolder, "pg_hba.conf");
            await File.WriteAllTextAsync(
                admission,
                $"""
                host all {PasswordRole} all scram-sha-256
                hostssl all {EncryptedRole} all trust
                host all {EncryptedRole} all reject
                {await File.ReadAllTextAsync(admission)}
                """);
            await ExecuteAsync(
                _server.ConnectionString(),
                $"create role {PasswordRole} login password 'right'; create role {EncryptedRole} login; " +
                $"create role {CrowdedRole} login connection limit 0; select pg_reload_conf()");
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
