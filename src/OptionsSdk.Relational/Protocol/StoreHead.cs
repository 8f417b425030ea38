using OptionsSdk.Store;

namespace OptionsSdk.Relational;

/// <summary>The head row of a namespace together with the schema row, read in one statement.</summary>
/// <param name="Position">Where the namespace stands.</param>
/// <param name="Compacted">Tombstones and commits up to this revision may be gone.</param>
/// <param name="Schema">What the database says about its schema.</param>
/// <param name="SinceToken">The token of the commit that the reader asked about, if there is such a commit.</param>
internal readonly record struct StoreHead(StorePosition Position, long Compacted, SchemaInfo Schema, Guid? SinceToken)
{
    /// <summary>Says what a reader at a position needs.</summary>
    public StoreCatchUp Judge(StorePosition since)
    {
        if (since.Epoch < Position.Epoch)
        {
            return StoreCatchUp.Full;
        }

        if (since.Epoch > Position.Epoch || since.Revision > Position.Revision)
        {
            return StoreCatchUp.HistoryRewritten;
        }

        // Revision 0 is the empty state of every history, so there is nothing to compare.
        var sameHistory = since.Revision <= 0 || SinceToken == since.Token;
        if (since.Revision < Compacted && (sameHistory || SinceToken is null))
        {
            return StoreCatchUp.Full;
        }

        return sameHistory ? StoreCatchUp.Delta : StoreCatchUp.HistoryRewritten;
    }
}
