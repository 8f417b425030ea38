using Microsoft.Data.Sqlite;
using OptionsSdk.Store;

namespace OptionsSdk.Sqlite.Tests;

/// <summary>A database file of one test, stores on it, and a connection of its own that stands for tools and other programs.</summary>
public abstract class SqliteFileTests : IAsyncLifetime
{
    /// <summary>How long a test waits for something that must happen, in milliseconds; what never happens fails and does not hang.</summary>
    protected const int Patience = 60_000;

    private readonly TemporaryFolder _folder = new();
    private readonly List<IAsyncDisposable> _opened = [];

    protected static DateTime Noon { get; } = new(2030, 2, 3, 12, 0, 0, DateTimeKind.Utc);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected string Folder => _folder.Path;

    protected string File => _folder.File("options.db");

    protected string ConnectionString => $"Data Source={File}";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened)
        {
            await opened.DisposeAsync();
        }

        _folder.Remove();
        GC.SuppressFinalize(this);
    }

    protected SqliteOptionDatabase Make(
        string? connectionString = null,
        SqliteOptionDatabaseSettings? settings = null,
        TimeProvider? timeProvider = null)
    {
        var database = new SqliteOptionDatabase(connectionString ?? ConnectionString, settings, null, timeProvider);
        _opened.Add(database);
        return database;
    }

    protected async Task<SqliteOptionDatabase> OpenAsync(
        string? connectionString = null,
        SqliteOptionDatabaseSettings? settings = null,
        TimeProvider? timeProvider = null)
    {
        var database = Make(connectionString, settings, timeProvider);
        await database.InitializeAsync(Cancellation);
        return database;
    }

    /// <summary>Opens a connection as any other program does.</summary>
    protected SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"{ConnectionString};Pooling=False");
        connection.Open();
        _opened.Add(connection);
        return connection;
    }

    protected void Sql(string sql)
    {
        using var command = Connect().CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Asks SQLite whether everything in the file fits together.</summary>
    protected void AssertIntact(string? path = null)
    {
        using var connection = new SqliteConnection($"Data Source={path ?? File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma integrity_check";
        Assert.Equal("ok", command.ExecuteScalar());
    }

    protected static StoreCommit Commit(params StoreWrite[] writes) =>
        new(Guid.NewGuid(), [.. writes], OptionChannel.Cli, "ops", "because", Noon);

    protected static async Task<StorePosition> SetAsync(IOptionDatabase database, string key, string value) =>
        (await database.CommitAsync(Commit(new StoreWrite(key, value)), Cancellation)).Delta.To;

    protected static async Task<StoreImage> ReadAsync(IOptionDatabase database)
    {
        var delta = await database.ReadAsync(StorePosition.Origin, Cancellation);
        return StoreImage.From(delta.To, delta.Rows.AsSpan());
    }
}
