using OptionsSdk.Errors;

namespace OptionsSdk.Store;

/// <content>The processes that share the store's namespace.</content>
public sealed partial class OptionStore
{
    /// <summary>The identity of this store in <see cref="FleetReport"/>s.</summary>
    public Guid NodeId { get; } = Guid.NewGuid();

    /// <summary>
    /// The database where it can hold what processes say, since processes cannot share options without it; otherwise the cache; null if neither can.
    /// </summary>
    internal IOptionFleet? Fleet => _database as IOptionFleet ?? _cache as IOptionFleet;

    /// <summary>The keys whose stored value does not fit, as those who declare options say.</summary>
    internal IEnumerable<string> RejectedKeys => _declared.SelectMany(static declared => declared.RejectedKeys).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// Reads where the processes of the fleet stand: those that share the namespace, have a
    /// <see cref="OptionStoreSettings.NodeName"/> and are alive.
    /// </summary>
    /// <param name="revision">The revision that they should have reached; 0 if that does not matter.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The processes.</returns>
    /// <exception cref="OptionStoreException">Neither the database nor the cache of this store can hold what processes say.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public async ValueTask<FleetReport> ReadFleetAsync(long revision = 0, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        var fleet = Fleet ?? throw new OptionStoreException(
            OptionErrorIds.NoFleet,
            null,
            $"Neither {_database.Name} nor {_cache.Name} can hold what processes say about themselves.",
            "Processes know of each other through a database or a cache that they share.",
            "Use a database that can, such as SQLite or PostgreSQL, or beside any other one the cache of Redis.");
        if (ReferenceEquals(fleet, _database))
        {
            await InitializeAsync(cancellationToken).ConfigureAwait(false);
        }

        var nodes = await fleet.ReadNodesAsync(cancellationToken).ConfigureAwait(false);
        return new(revision, [.. nodes.OrderBy(static node => node.Name, StringComparer.Ordinal).ThenBy(static node => node.Id)]);
    }

    /// <summary>
    /// Waits until every process of the fleet stands at a revision: after a write, before what relies on it everywhere. A process that is
    /// not alive any more counts until what it said last expires, three times <see cref="OptionStoreSettings.FleetReportInterval"/> later;
    /// one that is only just starting may not be known yet, and starts from what the database holds by then.
    /// </summary>
    /// <param name="revision">The revision, for example of a write's result.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Where the processes stand: complete, or as they did when the time was over.</returns>
    /// <exception cref="OptionStoreException">The processes cannot be asked.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="OperationCanceledException">The waiting was stopped.</exception>
    public async ValueTask<FleetReport> WaitForFleetAsync(long revision, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(revision);
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        var started = _time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var report = await ReadFleetAsync(revision, cancellationToken).ConfigureAwait(false);
            var remaining = timeout - _time.GetElapsedTime(started);
            if (report.IsComplete || remaining <= TimeSpan.Zero)
            {
                return report;
            }

            var delay = RetryDelay.OfCall(attempt);
            await Task.Delay(delay < remaining ? delay : remaining, _time, cancellationToken).ConfigureAwait(false);
        }
    }
}
