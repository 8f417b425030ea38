using Microsoft.EntityFrameworkCore;
using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Access;

/// <summary>Notes in a context what its next <c>SaveChanges</c> writes for one namespace.</summary>
internal readonly struct OptionsWriter(DbContext context, string @namespace)
{
    private readonly string _namespace = @namespace;

    public void AddHead(StoredHead head) => Set(OptionsModel.Head).Add(Bag(head));

    /// <summary>Moves the head; <c>SaveChanges</c> fails if somebody else moved it meanwhile.</summary>
    public void MoveHead(StoredHead from, StoredHead to)
    {
        var entry = Set(OptionsModel.Head).Attach(Bag(from));
        entry.Property(OptionsModel.Epoch).CurrentValue = to.Epoch;
        entry.Property(OptionsModel.Revision).CurrentValue = to.Revision;
        entry.Property(OptionsModel.Token).CurrentValue = to.Token;
        entry.Property(OptionsModel.UpdatedAt).CurrentValue = to.UpdatedAt;
    }

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

    public void AddChange(long revision, StoreWrite write, string? oldText) =>
        Set(OptionsModel.Change).Add(new Dictionary<string, object>
        {
            [OptionsModel.Namespace] = _namespace,
            [OptionsModel.Revision] = revision,
            [OptionsModel.Key] = write.Key,
            [OptionsModel.Operation] = write.Value is null ? ChangeOperation.Delete : ChangeOperation.Set,
            [OptionsModel.IsSecret] = write.IsSecret,
            [OptionsModel.OldText] = (write.IsSecret ? null : oldText)!,
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

    private Dictionary<string, object> Bag(StoredHead head) => new()
    {
        [OptionsModel.Namespace] = _namespace,
        [OptionsModel.Epoch] = head.Epoch,
        [OptionsModel.Revision] = head.Revision,
        [OptionsModel.Token] = head.Token,
        [OptionsModel.Compacted] = head.Compacted,
        [OptionsModel.UpdatedAt] = head.UpdatedAt,
    };

    private DbSet<Dictionary<string, object>> Set(string entity) => context.Set<Dictionary<string, object>>(entity);
}
