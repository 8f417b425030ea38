using OptionsSdk.EntityFrameworkCore.Access;
using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Writes;

/// <summary>
/// Removes what need not be kept. The head stays where it is and is only held, so that no write and no other compaction comes between what is
/// looked at here and what is removed.
/// </summary>
internal sealed class Compaction(StoreRetention retention, DateTime now) : IStoreWrite<StoreCompaction>
{
    public Guid ChangeId { get; } = Guid.NewGuid();

    public StoredHead MoveHead(StoredHead head) => head;

    public async Task<WriteDecision<StoreCompaction>> DecideAsync(
        OptionsQueries queries, OptionsWriter writer, StoredHead head, StoredHead next, CancellationToken cancellationToken)
    {
        // Nothing from the first younger commit on goes, whatever the commits behind it say: clocks may have been wrong.
        var young = await queries.FindCommitSinceAsync(
            head.Compacted, CommitWrite.ToStoredTime(retention.DeletionsBefore(now)), cancellationToken).ConfigureAwait(false);
        var tombstones = await queries.ReadTombstonesAsync(young - 1 ?? head.Revision, retention.MostRows, cancellationToken).ConfigureAwait(false);
        var newest = tombstones.Count == 0 ? 0 : tombstones[^1];
        var (below, isEnd) = await FindLogEndAsync(queries, head, cancellationToken).ConfigureAwait(false);

        var deletions = newest == 0 ? [] : await queries.LoadTombstonesAsync(newest, cancellationToken).ConfigureAwait(false);
        var commits = below == 0 ? [] : await queries.LoadCommitsAsync(below, cancellationToken).ConfigureAwait(false);
        var compacted = Math.Max(head.Compacted, Math.Max(newest, commits.Count > 0 ? below : 0));
        if (deletions.Count == 0 && commits.Count == 0)
        {
            return new(Apply: false, new(compacted, 0, 0, IsComplete: true));
        }

        if (commits.Count > 0)
        {
            var changes = await queries.LoadChangesAsync(below, newest, cancellationToken).ConfigureAwait(false);
            writer.Remove(changes, OptionsModel.Change);
        }

        writer.Remove(deletions, OptionsModel.Value);
        writer.Remove(commits, OptionsModel.Commit);
        writer.Compact(head, compacted);
        return new(
            Apply: true,
            new(compacted, deletions.Count, commits.Count, tombstones.Count < retention.MostRows && isEnd));
    }

    /// <summary>Finds the oldest commit that stays, 0 if none goes. The newest stays in any case: the next reader's position is compared with it.</summary>
    private async Task<(long Below, bool IsEnd)> FindLogEndAsync(OptionsQueries queries, StoredHead head, CancellationToken cancellationToken)
    {
        if (retention.LogBefore(now) is not { } before)
        {
            return (0, true);
        }

        var young = await queries.FindCommitSinceAsync(0, CommitWrite.ToStoredTime(before), cancellationToken).ConfigureAwait(false);
        var below = young ?? head.Revision;
        var oldest = await queries.ReadCommitsAsync(retention.MostRows + 1, cancellationToken).ConfigureAwait(false);
        return oldest.Count <= retention.MostRows || oldest[^1] >= below ? (below, true) : (oldest[^1], false);
    }
}
