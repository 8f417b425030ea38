namespace OptionsSdk.Store;

/// <summary>
/// A database or cache that can tell that something was committed by anybody. A signal is a hint: losing it costs latency, never
/// correctness, because the sync tick catches up by revision.
/// </summary>
public interface IOptionChangeSignal
{
    /// <summary>Starts watching. Handlers only note the hint; they do no work on the caller's thread.</summary>
    /// <param name="onSignal">Called with the committed revision, or 0 if it is not known. May be called from any thread.</param>
    /// <param name="cancellationToken">Stops the start, not the watching.</param>
    /// <returns>Stops the watching when disposed.</returns>
    ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says whether signals of other processes' changes come now, as far as that is proved: by an answer on the very connection they come by,
    /// not by one that nobody has reported broken. While they do, the store asks less often by itself; see
    /// <see cref="OptionStoreSettings.PushedSyncInterval"/>. Asked only while somebody watches.
    /// </summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="true"/> if they come; <see langword="false"/> if not, or if nobody knows, which is the answer unless implemented.</returns>
    ValueTask<bool> ProveAsync(CancellationToken cancellationToken = default) => new(false);
}
