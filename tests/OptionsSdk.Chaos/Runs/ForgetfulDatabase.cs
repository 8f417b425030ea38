using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>A database that now and then leaves a changed row out: what the run must notice.</summary>
internal sealed class ForgetfulDatabase(IOptionDatabase inner) : IOptionDatabase, IOptionChangeSignal
{
    private int _deltas;

    public string Name => inner.Name;

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) => inner.InitializeAsync(cancellationToken);

    public async ValueTask<StoreDelta> ReadAsync(StorePosition since, CancellationToken cancellationToken = default)
    {
        var delta = await inner.ReadAsync(since, cancellationToken);
        return delta is { IsFull: false, Rows.IsEmpty: false } && Interlocked.Increment(ref _deltas) % 50 == 0 ? delta with { Rows = delta.Rows.RemoveAt(0) } : delta;
    }

    public ValueTask<StoreRowRead> ReadRowAsync(string key, CancellationToken cancellationToken = default) => inner.ReadRowAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<StoreRow>> ReadRowsWrittenSinceAsync(DateTime since, CancellationToken cancellationToken = default) =>
        inner.ReadRowsWrittenSinceAsync(since, cancellationToken);

    public ValueTask<StoreCommitResult> CommitAsync(StoreCommit commit, CancellationToken cancellationToken = default) =>
        inner.CommitAsync(commit, cancellationToken);

    public ValueTask<long?> FindChangeAsync(Guid changeId, CancellationToken cancellationToken = default) => inner.FindChangeAsync(changeId, cancellationToken);

    public ValueTask<IReadOnlyList<StoreChange>> ReadHistoryAsync(string key, int limit, CancellationToken cancellationToken = default) =>
        inner.ReadHistoryAsync(key, limit, cancellationToken);

    public ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken = default) =>
        ((IOptionChangeSignal)inner).WatchAsync(onSignal, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
