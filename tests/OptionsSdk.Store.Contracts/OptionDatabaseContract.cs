using System.Collections.Immutable;

namespace OptionsSdk.Store.Contracts;

/// <summary>
/// What every <see cref="IOptionDatabase"/> must do. One instance of the class is one empty database; each <see cref="Open"/> is another
/// store on it, so that what is asserted was read from the database and never from the writer's memory.
/// </summary>
public abstract partial class OptionDatabaseContract : IAsyncLifetime
{
    private readonly List<IOptionDatabase> _opened = [];

    /// <summary>A time that every database can hold exactly.</summary>
    protected static DateTime Noon { get; } = new(2030, 2, 3, 12, 0, 0, 250, DateTimeKind.Utc);

    /// <summary>What <see cref="Open"/> gives each store as its clock.</summary>
    protected ContractClock Clock { get; } = new();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes one more store on this instance's database, not initialised yet. The contract disposes it.</summary>
    protected abstract IOptionDatabase Open();

    /// <summary>Removes the database after all stores were disposed.</summary>
    protected virtual ValueTask RemoveAsync() => ValueTask.CompletedTask;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAllAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a store that is not initialised.</summary>
    protected IOptionDatabase OpenRaw()
    {
        var database = Open();
        lock (_opened)
        {
            _opened.Add(database);
        }

        return database;
    }

    /// <summary>Opens an initialised store.</summary>
    protected async Task<IOptionDatabase> OpenAsync()
    {
        var database = OpenRaw();
        await database.InitializeAsync(Cancellation);
        return database;
    }

    /// <summary>Disposes all stores, as the end of a process does.</summary>
    protected async Task CloseAllAsync()
    {
        foreach (var database in _opened)
        {
            await database.DisposeAsync();
        }

        _opened.Clear();
    }

    protected static StoreCommit Commit(params StoreWrite[] writes) => CommitAs(Guid.NewGuid(), writes);

    protected static StoreCommit CommitAs(Guid changeId, params StoreWrite[] writes) =>
        new(changeId, [.. writes], OptionChannel.Cli, "ops", "because", Noon);

    protected static async Task<StoreCommitResult> SetAsync(IOptionDatabase database, string key, string value)
    {
        var result = await database.CommitAsync(Commit(new StoreWrite(key, value)), Cancellation);
        Assert.Equal(StoreCommitOutcome.Committed, result.Outcome);
        return result;
    }

    protected static async Task<StoreCommitResult> DeleteAsync(IOptionDatabase database, string key)
    {
        var result = await database.CommitAsync(Commit(new StoreWrite(key, null)), Cancellation);
        Assert.Equal(StoreCommitOutcome.Committed, result.Outcome);
        return result;
    }

    protected static async Task<StoreImage> ReadImageAsync(IOptionDatabase database)
    {
        var delta = await database.ReadAsync(StorePosition.Origin, Cancellation);
        Assert.True(delta.IsFull);
        return StoreImage.From(delta.To, delta.Rows.AsSpan());
    }

    protected static async Task<StorePosition> HeadAsync(IOptionDatabase database) => (await ReadImageAsync(database)).Position;

    protected static IEnumerable<string> Describe(IEnumerable<StoreRow> rows) =>
        rows.OrderBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => $"{row.Key}={row.Value ?? "(deleted)"}@{row.Revision} {row.UpdatedAt:O} {row.UpdatedBy} {row.Channel} {row.Reason}");

    protected static void AssertSameRows(IEnumerable<StoreRow> expected, IEnumerable<StoreRow> actual) =>
        Assert.Equal(Describe(expected), Describe(actual));

    protected static void AssertEmptyAt(StorePosition position, StoreDelta delta)
    {
        Assert.True(delta.IsEmpty);
        Assert.Equal(position, delta.To);
    }

    protected static KeyValuePair<string, long> Conflict(string key, long revision) => new(key, revision);

    protected static ImmutableArray<string> Values(StoreImage image, params string[] keys) =>
        [.. keys.Select(key => image.Find(key)?.Value ?? "(absent)")];
}
