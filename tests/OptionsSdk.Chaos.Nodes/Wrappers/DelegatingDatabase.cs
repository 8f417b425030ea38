using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Nodes.Wrappers;

/// <summary>A database that does what another one does, as far as nobody says otherwise.</summary>
public abstract class DelegatingDatabase(IOptionDatabase inner) : IOptionDatabase, IOptionChangeSignal
{
    public string Name => inner.Name;

    public string Namespace => inner.Namespace;

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) => inner.InitializeAsync(cancellationToken);

    public virtual ValueTask<StoreDelta> ReadAsync(StorePosition since, CancellationToken cancellationToken = default) => inner.ReadAsync(since, cancellationToken);

    public ValueTask<StoreRowRead> ReadRowAsync(string key, CancellationToken cancellationToken = default) => inner.ReadRowAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<StoreRow>> ReadRowsWrittenSinceAsync(DateTime since, CancellationToken cancellationToken = default) =>
        inner.ReadRowsWrittenSinceAsync(since, cancellationToken);

    public ValueTask<StoreCommitResult> CommitAsync(StoreCommit commit, CancellationToken cancellationToken = default) =>
        inner.CommitAsync(commit, cancellationToken);

    public ValueTask<long?> FindChangeAsync(Guid changeId, CancellationToken cancellationToken = default) => inner.FindChangeAsync(changeId, cancellationToken);

    public ValueTask<IReadOnlyList<StoreChange>> ReadHistoryAsync(string key, int limit, CancellationToken cancellationToken = default) =>
        inner.ReadHistoryAsync(key, limit, cancellationToken);

    public virtual ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken = default) =>
        ((IOptionChangeSignal)inner).WatchAsync(onSignal, cancellationToken);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return inner.DisposeAsync();
    }
}
