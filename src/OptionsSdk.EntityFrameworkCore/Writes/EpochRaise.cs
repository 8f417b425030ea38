using OptionsSdk.EntityFrameworkCore.Access;
using OptionsSdk.EntityFrameworkCore.Failures;
using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.EntityFrameworkCore.Reads;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Writes;

/// <summary>
/// Raises the epoch because a reader has seen a history that this database does not hold. The evidence is judged again while the head is
/// held, so that of several readers with the same evidence one raises it.
/// </summary>
internal sealed class EpochRaise(StorePosition seen, DateTime now) : IStoreWrite<bool>
{
    public Guid ChangeId { get; } = Guid.NewGuid();

    public StoredHead MoveHead(StoredHead head) => head with
    {
        Epoch = Math.Max(head.Epoch, seen.Epoch) + 1,
        Revision = Math.Max(head.Revision, seen.Revision) + 1,
        Token = Guid.NewGuid(),
        UpdatedAt = CommitWrite.ToStoredTime(now),
    };

    public async Task<WriteDecision<bool>> DecideAsync(
        OptionsQueries queries, OptionsWriter writer, StoredHead head, StoredHead next, CancellationToken cancellationToken)
    {
        if (!await HistoryCheck.IsRewrittenAsync(queries, head, seen, cancellationToken).ConfigureAwait(false))
        {
            return new(Apply: false, Result: false);
        }

        // The first epoch was raised by nobody.
        if (head.Epoch > 1
            && StorePosition.IsEpochTooYoung(await queries.FindEpochBegunAsync(head.Epoch, cancellationToken).ConfigureAwait(false), now))
        {
            throw StoreErrors.RaisedTooOften(seen, head.Position);
        }

        // Without its row in the commit log, every follower would next find no token at the new revision and raise the epoch again.
        writer.AddCommit(next.Position, ChangeId, OptionChannel.Unknown, null, "The history was rewritten; the epoch was raised.", next.UpdatedAt);
        return new(Apply: true, Result: true);
    }
}
