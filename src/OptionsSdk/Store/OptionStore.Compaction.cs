using OptionsSdk.Errors;

namespace OptionsSdk.Store;

/// <content>Forgetting what nobody needs any more.</content>
public sealed partial class OptionStore
{
    /// <summary>
    /// Lets the database forget old deletions and old entries of the log; see <see cref="IOptionCompaction.CompactAsync"/>. Nothing does this
    /// by itself: call it now and then, from one process or from several.
    /// </summary>
    /// <param name="retention">What is kept; the defaults of <see cref="StoreRetention"/> if <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was removed, and whether another call would remove more.</returns>
    /// <exception cref="OptionStoreException">The database cannot forget, could not be reached, or refused.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The retention is out of its bounds.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public async ValueTask<StoreCompaction> CompactAsync(StoreRetention? retention = null, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        ThrowIfFrozen();
        retention ??= new();
        retention.Validate();
        var database = _database as IOptionCompaction ?? throw new OptionStoreException(
            OptionErrorIds.NoCompaction,
            null,
            $"{_database.Name} cannot forget anything.",
            $"Compaction is done by databases that implement {nameof(IOptionCompaction)}.",
            "Use a database that does, such as SQLite, PostgreSQL or EF Core; or leave the tables as they are.");
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        return await database.CompactAsync(retention, cancellationToken).ConfigureAwait(false);
    }
}
