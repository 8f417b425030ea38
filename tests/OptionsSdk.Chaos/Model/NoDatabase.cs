using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Model;

/// <summary>Lends its name to metrics that nobody listens to.</summary>
internal sealed class NoDatabase : IOptionDatabase
{
    public static NoDatabase Instance { get; } = new();

    public string Name => "model";

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<StoreDelta> ReadAsync(StorePosition since, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<StoreRowRead> ReadRowAsync(string key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoreRow>> ReadRowsWrittenSinceAsync(DateTime since, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public ValueTask<StoreCommitResult> CommitAsync(StoreCommit commit, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<long?> FindChangeAsync(Guid changeId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoreChange>> ReadHistoryAsync(string key, int limit, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
