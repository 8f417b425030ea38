using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Model;

/// <summary>The head row of a namespace: where its history stands.</summary>
internal sealed record StoredHead(long Epoch, long Revision, Guid Token, long Compacted, DateTime UpdatedAt)
{
    public StorePosition Position => new(Epoch, Revision, Token);
}
