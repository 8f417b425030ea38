using OptionsSdk;
using OptionsSdk.Store;

namespace Corpus.Start;

/// <summary>A database that answers at once, so that what is timed is what follows its answer.</summary>
internal sealed class MemoryDatabase : IOptionDatabase
{
    public StoreDelta? Next { get; set; }

    public string Name => "memory";

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) => default;

    public ValueTask<StoreDelta> ReadAsync(StorePosition since, CancellationToken cancellationToken = default) =>
        new(Next is { } next && (next.IsFull || next.From == since) ? next : new StoreDelta(since, since, false, []));

    public ValueTask<StoreRowRead> ReadRowAsync(string key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoreRow>> ReadRowsWrittenSinceAsync(DateTime since, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<StoreCommitResult> CommitAsync(StoreCommit commit, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<long?> FindChangeAsync(Guid changeId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoreChange>> ReadHistoryAsync(string key, int limit, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;
}
