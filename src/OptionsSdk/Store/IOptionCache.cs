namespace OptionsSdk.Store;

/// <summary>
/// The cache half of the store: a replica of the whole namespace at one revision. It moves only forward in (epoch, revision), by a delta
/// that fits exactly or by a whole newer image. Implementations are safe for concurrent use; any method may throw when the cache cannot
/// be reached, and the store then goes on without it.
/// </summary>
public interface IOptionCache
{
    /// <summary>A name for logs and explanations, without credentials.</summary>
    string Name { get; }

    /// <summary>The namespace that it holds, which is the database's; <see langword="null"/> if it holds whatever the store gives it.</summary>
    string? Namespace => null;

    /// <summary>What the store takes from the cache.</summary>
    OptionCacheMode Mode => OptionCacheMode.Standard;

    /// <summary>
    /// Whether nobody but processes of this application can have written what the cache holds, for example because its images are signed.
    /// </summary>
    bool IsTrusted => false;

    /// <summary>Looks one key up.</summary>
    /// <param name="key">The option's key. Implementations name the entry by <see cref="OptionCacheKey"/> (S2).</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What the cache knows. A cache that holds an image never answers <see cref="CacheLookupKind.Miss"/>.</returns>
    ValueTask<CacheLookup> GetAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Remembers one key's state after a miss, if the lease still holds and nothing newer is known.
    /// </summary>
    /// <param name="key">The option's key.</param>
    /// <param name="read">What the database answered; only ever a real answer, never a fallback.</param>
    /// <param name="lease">The lease of the miss.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="true"/> if it was remembered.</returns>
    ValueTask<bool> FillAsync(string key, StoreRowRead read, long lease, CancellationToken cancellationToken = default);

    /// <summary>Reads where the cache stands, without its rows: the question of every sync tick.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The position of the image, or <see langword="null"/> if the cache holds none.</returns>
    ValueTask<StorePosition?> ReadPositionAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the whole image.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The image, or <see langword="null"/> if the cache holds none.</returns>
    ValueTask<StoreImage?> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Moves the cache forward by a delta that starts exactly where it stands.</summary>
    /// <param name="delta">The delta.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What the cache did.</returns>
    ValueTask<CacheApplyOutcome> ApplyAsync(StoreDelta delta, CancellationToken cancellationToken = default);

    /// <summary>Replaces the cache's image by a newer one.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see cref="CacheApplyOutcome.Applied"/> or <see cref="CacheApplyOutcome.AlreadyNewer"/>.</returns>
    ValueTask<CacheApplyOutcome> PutAsync(StoreImage image, CancellationToken cancellationToken = default);

    /// <summary>
    /// Forgets everything and revokes all leases. Always allowed, because a lost cache is a state that every reader handles: the way to
    /// replace content that contradicts the database, which no newer position can displace.
    /// </summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when the cache is empty.</returns>
    ValueTask ClearAsync(CancellationToken cancellationToken = default);
}
