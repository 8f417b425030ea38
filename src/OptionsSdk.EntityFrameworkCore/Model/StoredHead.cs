using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Model;

/// <summary>The head row of a namespace, where its history stands, together with what the database says about its schema.</summary>
internal sealed record StoredHead(long Epoch, long Revision, Guid Token, long Compacted, DateTime UpdatedAt, StoredMeta Meta)
{
    public StorePosition Position => new(Epoch, Revision, Token);
}
