using Microsoft.EntityFrameworkCore;
using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Access;

/// <summary>The queries of one namespace over one context. Nothing is tracked; filters that a user put on all entities do not apply.</summary>
internal readonly struct OptionsQueries(DbContext context, string @namespace)
{
    // A parameter for each key: far below the limit of every provider.
    private const int KeysPerQuery = 500;
    private const short LastChannel = (short)OptionChannel.KillSwitch;

    private readonly string _namespace = @namespace;

    public DbContext Context { get; } = context;

    public Task<StoredMeta?> FindMetaAsync(CancellationToken cancellationToken) =>
        Meta()
            .Select(meta => new StoredMeta(
                EF.Property<int>(meta, OptionsModel.SchemaVersion),
                EF.Property<int>(meta, OptionsModel.MinReader),
                EF.Property<int>(meta, OptionsModel.MinWriter)))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Reads the head and the schema's row in one statement, so that an upgrade under a running process is noticed.</summary>
    public Task<StoredHead?> FindHeadAsync(CancellationToken cancellationToken) =>
        Rows(OptionsModel.Head)
            .Join(Meta(), _ => 1, meta => EF.Property<int>(meta, OptionsModel.Id), (head, meta) => new StoredHead(
                EF.Property<long>(head, OptionsModel.Epoch),
                EF.Property<long>(head, OptionsModel.Revision),
                EF.Property<Guid>(head, OptionsModel.Token),
                EF.Property<long>(head, OptionsModel.Compacted),
                EF.Property<DateTime>(head, OptionsModel.UpdatedAt),
                new StoredMeta(
                    EF.Property<int>(meta, OptionsModel.SchemaVersion),
                    EF.Property<int>(meta, OptionsModel.MinReader),
                    EF.Property<int>(meta, OptionsModel.MinWriter))))
            .FirstOrDefaultAsync(cancellationToken);

    public Task<bool> HasHeadAsync(CancellationToken cancellationToken) => Rows(OptionsModel.Head).AnyAsync(cancellationToken);

    /// <summary>Moves the head from exactly one state to another; the row stays locked to the end of the transaction.</summary>
    public async Task<bool> MoveHeadAsync(StoredHead from, StoredHead to, CancellationToken cancellationToken) =>
        await Rows(OptionsModel.Head)
            .Where(head => EF.Property<long>(head, OptionsModel.Epoch) == from.Epoch
                && EF.Property<long>(head, OptionsModel.Revision) == from.Revision
                && EF.Property<long>(head, OptionsModel.Compacted) == from.Compacted)
            .ExecuteUpdateAsync(
                setters => setters
                    .SetProperty(head => EF.Property<long>(head, OptionsModel.Epoch), to.Epoch)
                    .SetProperty(head => EF.Property<long>(head, OptionsModel.Revision), to.Revision)
                    .SetProperty(head => EF.Property<Guid>(head, OptionsModel.Token), to.Token)
                    .SetProperty(head => EF.Property<DateTime>(head, OptionsModel.UpdatedAt), to.UpdatedAt),
                cancellationToken)
            .ConfigureAwait(false) == 1;

    public Task<Guid?> FindTokenAsync(long revision, CancellationToken cancellationToken) =>
        Rows(OptionsModel.Commit)
            .Where(commit => EF.Property<long>(commit, OptionsModel.Revision) == revision)
            .Select(commit => (Guid?)EF.Property<Guid>(commit, OptionsModel.Token))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Finds when an epoch began.</summary>
    public Task<DateTime?> FindEpochBegunAsync(long epoch, CancellationToken cancellationToken) =>
        Rows(OptionsModel.Commit)
            .Where(commit => EF.Property<long>(commit, OptionsModel.Epoch) == epoch)
            .OrderBy(commit => EF.Property<long>(commit, OptionsModel.Revision))
            .Select(commit => (DateTime?)EF.Property<DateTime>(commit, OptionsModel.At))
            .FirstOrDefaultAsync(cancellationToken);

    public Task<StorePosition?> FindChangeAsync(Guid changeId, CancellationToken cancellationToken) =>
        Rows(OptionsModel.Commit)
            .Where(commit => EF.Property<Guid>(commit, OptionsModel.ChangeId) == changeId)
            .Select(commit => (StorePosition?)new StorePosition(
                EF.Property<long>(commit, OptionsModel.Epoch),
                EF.Property<long>(commit, OptionsModel.Revision),
                EF.Property<Guid>(commit, OptionsModel.Token)))
            .FirstOrDefaultAsync(cancellationToken);

    public Task<List<StoreRow>> ReadLiveRowsAsync(CancellationToken cancellationToken) =>
        ToRows(LiveRows()).ToListAsync(cancellationToken);

    public Task<List<StoreRow>> ReadChangedRowsAsync(long afterRevision, CancellationToken cancellationToken) =>
        ToRows(Rows(OptionsModel.Value).Where(value => EF.Property<long>(value, OptionsModel.Revision) > afterRevision))
            .ToListAsync(cancellationToken);

    public Task<List<StoreRow>> ReadLiveRowsSinceAsync(DateTime since, CancellationToken cancellationToken) =>
        ToRows(LiveRows().Where(value => EF.Property<DateTime>(value, OptionsModel.UpdatedAt) >= since))
            .ToListAsync(cancellationToken);

    public Task<StoreRow?> FindRowAsync(string key, CancellationToken cancellationToken) =>
        ToRows(Rows(OptionsModel.Value).Where(value => EF.Property<string>(value, OptionsModel.Key) == key))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Reads the rows of some keys, tombstones included.</summary>
    public async Task<Dictionary<string, StoreRow>> ReadRowsAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, StoreRow>(StringComparer.Ordinal);
        foreach (var chunk in keys.Chunk(KeysPerQuery))
        {
            var rows = await ToRows(Rows(OptionsModel.Value).Where(value => chunk.Contains(EF.Property<string>(value, OptionsModel.Key))))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false);
            foreach (var row in rows)
            {
                found[row.Key] = row;
            }
        }

        return found;
    }

    /// <summary>Finds those of some keys whose latest change was of a secret.</summary>
    public async Task<HashSet<string>> FindSecretKeysAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var changes = Rows(OptionsModel.Change);
        foreach (var chunk in keys.Chunk(KeysPerQuery))
        {
            found.UnionWith(await changes
                .Where(change => chunk.Contains(EF.Property<string>(change, OptionsModel.Key))
                    && EF.Property<bool>(change, OptionsModel.IsSecret)
                    && !changes.Any(later => EF.Property<string>(later, OptionsModel.Key) == EF.Property<string>(change, OptionsModel.Key)
                        && EF.Property<long>(later, OptionsModel.Revision) > EF.Property<long>(change, OptionsModel.Revision)))
                .Select(change => EF.Property<string>(change, OptionsModel.Key))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false));
        }

        return found;
    }

    public Task<List<StoreChange>> ReadHistoryAsync(string key, int limit, CancellationToken cancellationToken) =>
        Rows(OptionsModel.Change)
            .Where(change => EF.Property<string>(change, OptionsModel.Key) == key)
            .Join(
                Rows(OptionsModel.Commit),
                change => EF.Property<long>(change, OptionsModel.Revision),
                commit => EF.Property<long>(commit, OptionsModel.Revision),
                (change, commit) => new { change, commit })
            .OrderByDescending(entry => EF.Property<long>(entry.change, OptionsModel.Revision))
            .Take(limit)
            .Select(entry => new StoreChange(
                EF.Property<string>(entry.change, OptionsModel.Key),
                EF.Property<long>(entry.change, OptionsModel.Revision),
                EF.Property<Guid>(entry.commit, OptionsModel.ChangeId),
                EF.Property<string?>(entry.change, OptionsModel.OldText),
                EF.Property<string?>(entry.change, OptionsModel.NewText),
                EF.Property<short>(entry.change, OptionsModel.Operation) == (short)ChangeOperation.Delete,
                EF.Property<bool>(entry.change, OptionsModel.IsSecret),
                EF.Property<short>(entry.commit, OptionsModel.Channel) >= 0 && EF.Property<short>(entry.commit, OptionsModel.Channel) <= LastChannel
                    ? (OptionChannel)EF.Property<short>(entry.commit, OptionsModel.Channel)
                    : OptionChannel.Unknown,
                EF.Property<string?>(entry.commit, OptionsModel.Actor),
                EF.Property<string?>(entry.commit, OptionsModel.Reason),
                EF.Property<DateTime>(entry.commit, OptionsModel.At)))
            .ToListAsync(cancellationToken);

    /// <summary>Finds the oldest commit above a revision that was made at or after a time.</summary>
    public Task<long?> FindCommitSinceAsync(long above, DateTime since, CancellationToken cancellationToken) =>
        Rows(OptionsModel.Commit)
            .Where(commit => EF.Property<long>(commit, OptionsModel.Revision) > above && EF.Property<DateTime>(commit, OptionsModel.At) >= since)
            .OrderBy(commit => EF.Property<long>(commit, OptionsModel.Revision))
            .Select(commit => (long?)EF.Property<long>(commit, OptionsModel.Revision))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Reads the revisions of the oldest tombstones, oldest first.</summary>
    public Task<List<long>> ReadTombstonesAsync(long upTo, int most, CancellationToken cancellationToken) =>
        Tombstones(upTo)
            .Select(value => EF.Property<long>(value, OptionsModel.Revision))
            .OrderBy(revision => revision)
            .Take(most)
            .ToListAsync(cancellationToken);

    /// <summary>Reads the revisions of the oldest commits, oldest first.</summary>
    public Task<List<long>> ReadCommitsAsync(int most, CancellationToken cancellationToken) =>
        Rows(OptionsModel.Commit)
            .Select(commit => EF.Property<long>(commit, OptionsModel.Revision))
            .OrderBy(revision => revision)
            .Take(most)
            .ToListAsync(cancellationToken);

    /// <summary>Reads the tombstones up to a revision, to be removed.</summary>
    public Task<List<Dictionary<string, object>>> LoadTombstonesAsync(long upTo, CancellationToken cancellationToken) =>
        Tombstones(upTo).AsTracking().ToListAsync(cancellationToken);

    /// <summary>Reads the commits below a revision, to be removed.</summary>
    public Task<List<Dictionary<string, object>>> LoadCommitsAsync(long below, CancellationToken cancellationToken) =>
        Rows(OptionsModel.Commit)
            .Where(commit => EF.Property<long>(commit, OptionsModel.Revision) < below)
            .AsTracking()
            .ToListAsync(cancellationToken);

    /// <summary>
    /// Reads the changes below a revision, to be removed: not the newest change of an option that has a value, which says whether it is a secret.
    /// </summary>
    public Task<List<Dictionary<string, object>>> LoadChangesAsync(long below, long goneUpTo, CancellationToken cancellationToken)
    {
        var (changes, values) = (Rows(OptionsModel.Change), Rows(OptionsModel.Value));
        return changes
            .Where(change => EF.Property<long>(change, OptionsModel.Revision) < below
                && (changes.Any(later => EF.Property<string>(later, OptionsModel.Key) == EF.Property<string>(change, OptionsModel.Key)
                        && EF.Property<long>(later, OptionsModel.Revision) > EF.Property<long>(change, OptionsModel.Revision))
                    || !values.Any(value => EF.Property<string>(value, OptionsModel.Key) == EF.Property<string>(change, OptionsModel.Key)
                        && !(EF.Property<bool>(value, OptionsModel.IsDeleted) && EF.Property<long>(value, OptionsModel.Revision) <= goneUpTo))))
            .AsTracking()
            .ToListAsync(cancellationToken);
    }

    private IQueryable<Dictionary<string, object>> Tombstones(long upTo) =>
        Rows(OptionsModel.Value)
            .Where(value => EF.Property<bool>(value, OptionsModel.IsDeleted) && EF.Property<long>(value, OptionsModel.Revision) <= upTo);

    private static IQueryable<StoreRow> ToRows(IQueryable<Dictionary<string, object>> values) =>
        values.Select(value => new StoreRow(
            EF.Property<string>(value, OptionsModel.Key),
            EF.Property<bool>(value, OptionsModel.IsDeleted) ? null : EF.Property<string?>(value, OptionsModel.Text),
            EF.Property<long>(value, OptionsModel.Revision),
            EF.Property<DateTime>(value, OptionsModel.UpdatedAt),
            EF.Property<string?>(value, OptionsModel.UpdatedBy),
            EF.Property<short>(value, OptionsModel.Channel) >= 0 && EF.Property<short>(value, OptionsModel.Channel) <= LastChannel
                ? (OptionChannel)EF.Property<short>(value, OptionsModel.Channel)
                : OptionChannel.Unknown,
            EF.Property<string?>(value, OptionsModel.Reason)));

    private IQueryable<Dictionary<string, object>> Meta() =>
        Query(OptionsModel.Meta).Where(meta => EF.Property<int>(meta, OptionsModel.Id) == 1);

    private IQueryable<Dictionary<string, object>> LiveRows() =>
        Rows(OptionsModel.Value)
            .Where(value => !EF.Property<bool>(value, OptionsModel.IsDeleted) && EF.Property<string?>(value, OptionsModel.Text) != null);

    private IQueryable<Dictionary<string, object>> Rows(string entity)
    {
        var name = _namespace;
        return Query(entity).Where(row => EF.Property<string>(row, OptionsModel.Namespace) == name);
    }

    private IQueryable<Dictionary<string, object>> Query(string entity) =>
        Context.Set<Dictionary<string, object>>(entity).AsNoTracking().IgnoreQueryFilters();
}
