namespace OptionsSdk.Store;

/// <summary>
/// The database half of the store: the write side and the truth. Mechanism only: it knows keys, JSON text and revisions, never flags
/// or types. Implementations are safe for concurrent use.
/// </summary>
/// <remarks>
/// All methods throw <see cref="Errors.OptionStoreUnavailableException"/> when the database cannot be reached or does not answer in
/// time, <see cref="Errors.OptionStoreSchemaException"/> when its schema is missing or newer than this library,
/// <see cref="Errors.OptionStoreReadOnlyException"/> when it refuses writes, and <see cref="ObjectDisposedException"/> after disposal.
/// A cancellation token stops work before COMMIT is sent, never during it.
/// </remarks>
public interface IOptionDatabase : IAsyncDisposable
{
    /// <summary>A name for logs and explanations, without credentials, for example <c>SQLite options.db</c>.</summary>
    string Name { get; }

    /// <summary>The namespace that it reads and writes: what copies of it are told apart by.</summary>
    string Namespace => "default";

    /// <summary>Creates or checks the schema. Idempotent, and safe when several processes do it at once.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when the schema is there.</returns>
    ValueTask InitializeAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads, in one consistent read, what leads from a position to the newest one.
    /// </summary>
    /// <param name="since">The position of the reader's replica; <see cref="StorePosition.Origin"/> for a full read.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>
    /// An empty delta if nothing is newer; the changed rows if the position is a prefix of the history and not compacted away; otherwise
    /// the whole state. If the position proves that the history was rewritten (a higher epoch, a higher revision in the same epoch, or
    /// another token at that revision), the database first raises its own epoch above both, so that the full answer orders after the
    /// reader's position.
    /// </returns>
    /// <exception cref="Errors.OptionStoreUnavailableException">
    /// The history was rewritten again within a minute: the epoch is not raised yet, so that no
    /// broken replica can drive it up.
    /// </exception>
    ValueTask<StoreDelta> ReadAsync(StorePosition since, CancellationToken cancellationToken = default);

    /// <summary>Reads one key's row and the head in one consistent read.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The row, if the key has a value, and the position.</returns>
    ValueTask<StoreRowRead> ReadRowAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Reads all live rows that were written at or after a time, for parity with the seed's sync task (S62).</summary>
    /// <param name="since">The time, UTC.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The rows.</returns>
    ValueTask<IReadOnlyList<StoreRow>> ReadRowsWrittenSinceAsync(DateTime since, CancellationToken cancellationToken = default);

    /// <summary>
    /// Commits a change in one transaction: takes the revision first, recognises a repeated change id, checks every precondition, writes
    /// all rows, the commit and the change log, or nothing at all.
    /// </summary>
    /// <param name="commit">The change.</param>
    /// <param name="cancellationToken">Stops the work before COMMIT is sent, never during it.</param>
    /// <returns>What became of the change.</returns>
    /// <exception cref="Errors.OptionWriteOutcomeUnknownException">It is unknown whether the change was committed.</exception>
    ValueTask<StoreCommitResult> CommitAsync(StoreCommit commit, CancellationToken cancellationToken = default);

    /// <summary>Finds the revision of a committed change.</summary>
    /// <param name="changeId">The identity of the change.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The revision, or <see langword="null"/> if no such change was committed.</returns>
    ValueTask<long?> FindChangeAsync(Guid changeId, CancellationToken cancellationToken = default);

    /// <summary>Reads the change log of one option, newest first.</summary>
    /// <param name="key">The key.</param>
    /// <param name="limit">The largest number of entries.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The entries.</returns>
    ValueTask<IReadOnlyList<StoreChange>> ReadHistoryAsync(string key, int limit, CancellationToken cancellationToken = default);
}
