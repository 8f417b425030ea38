using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OptionsSdk.Store;

namespace OptionsSdk.PostgreSql.Tests;

/// <summary>A schema of one test, stores on it, and SQL of other programs.</summary>
public abstract class PostgreSqlTests(SharedServer shared) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentStack<IAsyncDisposable> _opened = new();

    protected static DateTime Noon { get; } = new(2030, 2, 3, 12, 0, 0, DateTimeKind.Utc);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected SharedServer Shared => shared;

    protected string Schema { get; } = SharedServer.NewSchema();

    protected string Channel => $"{Schema}:default";

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        while (_opened.TryPop(out var opened))
        {
            await opened.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected T Own<T>(T opened)
        where T : IAsyncDisposable
    {
        _opened.Push(opened);
        return opened;
    }

    protected PostgreSqlOptionDatabase Make(
        string? connectionString = null,
        PostgreSqlOptionDatabaseSettings? settings = null,
        ILogger? logger = null,
        TimeProvider? timeProvider = null) =>
        Own(new PostgreSqlOptionDatabase(connectionString ?? shared.ConnectionString(), settings ?? new() { Schema = Schema }, logger, timeProvider));

    protected async Task<PostgreSqlOptionDatabase> OpenAsync(
        string? connectionString = null,
        PostgreSqlOptionDatabaseSettings? settings = null,
        ILogger? logger = null,
        TimeProvider? timeProvider = null)
    {
        var database = Make(connectionString, settings, logger, timeProvider);
        await database.InitializeAsync(Cancellation);
        return database;
    }

    /// <summary>Runs SQL as the superuser; a word in braces is the schema.</summary>
    protected Task<object?> SqlAsync(string sql) =>
        SharedServer.ExecuteAsync(shared.Server.ConnectionString(), sql.Replace("{s}", Schema, StringComparison.Ordinal));

    /// <summary>Starts watching, and waits until the connection stands.</summary>
    protected async Task<ConcurrentQueue<long>> WatchAsync(PostgreSqlOptionDatabase database)
    {
        var signals = new ConcurrentQueue<long>();
        Own(await database.WatchAsync(signals.Enqueue, Cancellation));
        await UntilAsync(() => signals.Contains(0));
        return signals;
    }

    protected static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested && !Cancellation.IsCancellationRequested, "What had to happen did not.");
            await Task.Delay(10, Cancellation);
        }
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
