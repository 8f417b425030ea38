using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.EntityFrameworkCore.Writes;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Access;

/// <summary>Notes in a context what its next <c>SaveChanges</c> writes for one namespace.</summary>
internal readonly struct OptionsWriter(DbContext context, string @namespace)
{
    private readonly string _namespace = @namespace;

    public void AddFirstHead(DateTime now) => Set(OptionsModel.Head).Add(Head(new(1, 0, Guid.Empty), 0, CommitWrite.ToStoredTime(now)));

    /// <summary>Moves the head; <c>SaveChanges</c> fails if somebody else moved it meanwhile.</summary>
    public void MoveHead(StoredHead from, StoredHead to)
    {
        var entry = HeadEntry(from);
        entry.Property(OptionsModel.Epoch).CurrentValue = to.Epoch;
        entry.Property(OptionsModel.Revision).CurrentValue = to.Revision;
        entry.Property(OptionsModel.Token).CurrentValue = to.Token;
        entry.Property(OptionsModel.UpdatedAt).CurrentValue = to.UpdatedAt;
    }

    /// <summary>Notes how far the history is forgotten. The head stands as given.</summary>
    public void Compact(StoredHead head, long compacted) => HeadEntry(head).Property(OptionsModel.Compacted).CurrentValue = compacted;

    /// <summary>Removes rows that were read to be removed.</summary>
    public void Remove(IEnumerable<Dictionary<string, object>> rows, string entity) => Set(entity).RemoveRange(rows);

    public void AddCommit(StorePosition position, Guid changeId, OptionChannel channel, string? actor, string? reason, DateTime at) =>
        Set(OptionsModel.Commit).Add(new Dictionary<string, object>
        {
            [OptionsModel.Namespace] = _namespace,
            [OptionsModel.Revision] = position.Revision,
            [OptionsModel.Epoch] = position.Epoch,
            [OptionsModel.Token] = position.Token,
            [OptionsModel.ChangeId] = changeId,
            [OptionsModel.Channel] = (short)channel,
            [OptionsModel.Actor] = actor!,
            [OptionsModel.Reason] = reason!,
            [OptionsModel.At] = at,
        });

    public void AddChange(long revision, StoreWrite write, string? loggedOldText) =>
        Set(OptionsModel.Change).Add(new Dictionary<string, object>
        {
            [OptionsModel.Namespace] = _namespace,
            [OptionsModel.Revision] = revision,
            [OptionsModel.Key] = write.Key,
            [OptionsModel.Operation] = (short)(write.Value is null ? ChangeOperation.Delete : ChangeOperation.Set),
            [OptionsModel.IsSecret] = write.IsSecret,
            [OptionsModel.OldText] = loggedOldText!,
            [OptionsModel.NewText] = (write.IsSecret ? null : write.Value)!,
        });

    public void PutRow(StoreRow row, bool exists)
    {
        var bag = new Dictionary<string, object>
        {
            [OptionsModel.Namespace] = _namespace,
            [OptionsModel.Key] = row.Key,
            [OptionsModel.Text] = row.Value!,
            [OptionsModel.Revision] = row.Revision,
            [OptionsModel.IsDeleted] = row.IsDeleted,
            [OptionsModel.UpdatedAt] = row.UpdatedAt,
            [OptionsModel.UpdatedBy] = row.UpdatedBy!,
            [OptionsModel.Channel] = (short)row.Channel,
            [OptionsModel.Reason] = row.Reason!,
            [OptionsModel.Encryption] = (short)0,
        };
        if (exists)
        {
            Set(OptionsModel.Value).Update(bag);
        }
        else
        {
            Set(OptionsModel.Value).Add(bag);
        }
    }

    private Dictionary<string, object> Head(StorePosition position, long compacted, DateTime updatedAt) => new()
    {
        [OptionsModel.Namespace] = _namespace,
        [OptionsModel.Epoch] = position.Epoch,
        [OptionsModel.Revision] = position.Revision,
        [OptionsModel.Token] = position.Token,
        [OptionsModel.Compacted] = compacted,
        [OptionsModel.UpdatedAt] = updatedAt,
    };

    // One entry, however many of its columns change.
    private EntityEntry<Dictionary<string, object>> HeadEntry(StoredHead head) =>
        context.ChangeTracker.Entries<Dictionary<string, object>>().FirstOrDefault(static entry => entry.Metadata.Name == OptionsModel.Head)
        ?? Set(OptionsModel.Head).Attach(Head(head.Position, head.Compacted, head.UpdatedAt));

    private DbSet<Dictionary<string, object>> Set(string entity) => context.Set<Dictionary<string, object>>(entity);
}
