using OptionsSdk.EntityFrameworkCore.Access;
using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Reads;

/// <summary>Judges whether a position that a reader has seen is a prefix of the history that the database holds.</summary>
internal static class HistoryCheck
{
    /// <summary>Says whether the position proves that the history was rewritten, for example by restoring a backup.</summary>
    public static async Task<bool> IsRewrittenAsync(
        OptionsQueries queries, StoredHead head, StorePosition seen, CancellationToken cancellationToken)
    {
        if (seen.Epoch != head.Epoch)
        {
            return seen.Epoch > head.Epoch;
        }

        if (seen.Revision > head.Revision)
        {
            return true;
        }

        // Before the first commit there is nothing to tell apart.
        if (seen.Revision <= 0)
        {
            return false;
        }

        var token = seen.Revision == head.Revision
            ? head.Token
            : await queries.FindTokenAsync(seen.Revision, cancellationToken).ConfigureAwait(false);

        // Below the compacted revision the log may be trimmed.
        return token is null ? seen.Revision >= head.Compacted : token != seen.Token;
    }
}
