using System.Collections.Immutable;
using OptionsSdk.EntityFrameworkCore.Access;
using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Writes;

/// <summary>A change of one or more options.</summary>
internal sealed class CommitWrite : IStoreWrite<StoreCommitResult>
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    private readonly StoreCommit _commit;

    public CommitWrite(StoreCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        if (commit.Writes.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A commit needs at least one write.", nameof(commit));
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var write in commit.Writes)
        {
            if (!keys.Add(write.Key))
            {
                throw new ArgumentException($"A commit may write each key once; '{write.Key}' is there twice.", nameof(commit));
            }
        }

        _commit = commit with { At = ToStoredTime(commit.At) };
    }

    public Guid ChangeId => _commit.ChangeId;

    /// <summary>Databases keep microseconds: what the writer installs must equal what a reader reads.</summary>
    public static DateTime ToStoredTime(DateTime time)
    {
        var utc = time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);
        return utc.AddTicks(-(utc.Ticks % TicksPerMicrosecond));
    }

    public StoredHead MoveHead(StoredHead head) =>
        head with { Revision = head.Revision + 1, Token = Guid.NewGuid(), UpdatedAt = _commit.At };

    public async Task<WriteDecision<StoreCommitResult>> DecideAsync(
        OptionsQueries queries, OptionsWriter writer, StoredHead head, StoredHead next, CancellationToken cancellationToken)
    {
        if (await queries.FindChangeAsync(_commit.ChangeId, cancellationToken).ConfigureAwait(false) is { } earlier)
        {
            return Nothing(StoreCommitOutcome.AlreadyCommitted, earlier);
        }

        var stored = await queries.ReadRowsAsync(_commit.Writes.Select(write => write.Key), cancellationToken).ConfigureAwait(false);
        var conflicts = FindConflicts(stored);
        if (!conflicts.IsEmpty)
        {
            return Nothing(StoreCommitOutcome.Conflict, head.Position, conflicts);
        }

        var effective = _commit.Writes.Where(write => write.Value is not null || Live(stored, write.Key) is not null).ToImmutableArray();
        if (effective.IsEmpty)
        {
            return Nothing(StoreCommitOutcome.Unchanged, head.Position);
        }

        // The one who writes now may not know any more, or not yet, that a value is a secret; the one who wrote it knew.
        var overwritten = effective.Where(write => !write.IsSecret && Live(stored, write.Key) is not null).Select(write => write.Key);
        var secrets = await queries.FindSecretKeysAsync(overwritten, cancellationToken).ConfigureAwait(false);
        var rows = ImmutableArray.CreateBuilder<StoreRow>(effective.Length);
        writer.AddCommit(next.Position, _commit.ChangeId, _commit.Channel, _commit.Actor, _commit.Reason, _commit.At);
        foreach (var write in effective)
        {
            var row = new StoreRow(write.Key, write.Value, next.Revision, _commit.At, _commit.Actor, _commit.Channel, _commit.Reason);
            writer.PutRow(row, exists: stored.ContainsKey(write.Key));
            var isOldSecret = write.IsSecret || secrets.Contains(write.Key);
            writer.AddChange(next.Revision, write, isOldSecret ? null : Live(stored, write.Key)?.Value);
            rows.Add(row);
        }

        var delta = new StoreDelta(head.Position, next.Position, IsFull: false, rows.MoveToImmutable());
        return new(Apply: true, new(StoreCommitOutcome.Committed, delta, []));
    }

    private static StoreRow? Live(Dictionary<string, StoreRow> stored, string key) =>
        stored.TryGetValue(key, out var row) && !row.IsDeleted ? row : null;

    private static WriteDecision<StoreCommitResult> Nothing(
        StoreCommitOutcome outcome, StorePosition position, ImmutableArray<KeyValuePair<string, long>> conflicts = default) =>
        new(Apply: false, new(outcome, new(position, position, IsFull: false, []), conflicts.IsDefault ? [] : conflicts));

    private ImmutableArray<KeyValuePair<string, long>> FindConflicts(Dictionary<string, StoreRow> stored)
    {
        var conflicts = ImmutableArray.CreateBuilder<KeyValuePair<string, long>>();
        foreach (var write in _commit.Writes)
        {
            var live = Live(stored, write.Key)?.Revision ?? 0;
            if (write.ExpectedRevision is { } expected && expected != live)
            {
                conflicts.Add(new(write.Key, live));
            }
        }

        return conflicts.ToImmutable();
    }
}
