namespace OptionsSdk.Store;

/// <summary>A database that can forget what nobody needs any more.</summary>
public interface IOptionCompaction
{
    /// <summary>
    /// Removes marks of deletions and entries of the log that are older than they have to be kept, in one transaction that holds the writers'
    /// lock and changes no revision. The database's ages are those that the commits say; order comes from revisions alone, so that nothing
    /// goes that is newer than something that stays. Whoever stands below what was removed gets the whole state from then on, and whoever
    /// stands above is compared with the log as before.
    /// </summary>
    /// <param name="retention">What is kept.</param>
    /// <param name="cancellationToken">Stops the work before COMMIT is sent, never during it.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The retention is out of its bounds.</exception>
    /// <exception cref="Errors.OptionStoreReadOnlyException">The database, or this role in it, may not remove anything.</exception>
    ValueTask<StoreCompaction> CompactAsync(StoreRetention retention, CancellationToken cancellationToken = default);
}
