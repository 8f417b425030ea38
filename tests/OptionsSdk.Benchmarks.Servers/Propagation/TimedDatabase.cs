using System.Diagnostics;
using OptionsSdk.Store;

namespace OptionsSdk.Benchmarks.Servers.Propagation;

/// <summary>A database that knows when it acknowledged the last commit and how often it was read. It signals as the one within does.</summary>
internal sealed class TimedDatabase(IOptionDatabase database) : IOptionDatabase, IOptionChangeSignal
{
    private long _reads;

    public string Name => database.Name;

    public string Namespace => database.Namespace;

    /// <summary>When the last commit was acknowledged, in ticks of <see cref="Stopwatch"/>.</summary>
    public long CommittedAt { get; private set; }

    /// <summary>How often followers asked.</summary>
    public long Reads => Volatile.Read(ref _reads);

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) => database.InitializeAsync(cancellationToken);

    public ValueTask<StoreDelta> ReadAsync(StorePosition since, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _reads);
        return database.ReadAsync(since, cancellationToken);
    }

    public ValueTask<StoreRowRead> ReadRowAsync(string key, CancellationToken cancellationToken = default) => database.ReadRowAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<StoreRow>> ReadRowsWrittenSinceAsync(DateTime since, CancellationToken cancellationToken = default) =>
        database.ReadRowsWrittenSinceAsync(since, cancellationToken);

    public async ValueTask<StoreCommitResult> CommitAsync(StoreCommit commit, CancellationToken cancellationToken = default)
    {
        var result = await database.CommitAsync(commit, cancellationToken);
        CommittedAt = Stopwatch.GetTimestamp();
        return result;
    }

    public ValueTask<long?> FindChangeAsync(Guid changeId, CancellationToken cancellationToken = default) => database.FindChangeAsync(changeId, cancellationToken);

    public ValueTask<IReadOnlyList<StoreChange>> ReadHistoryAsync(string key, int limit, CancellationToken cancellationToken = default) =>
        database.ReadHistoryAsync(key, limit, cancellationToken);

    public ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken = default) =>
        ((IOptionChangeSignal)database).WatchAsync(onSignal, cancellationToken);

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
