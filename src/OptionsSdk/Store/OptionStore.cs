using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OptionsSdk.Errors;
using OptionsSdk.Tracing;

namespace OptionsSdk.Store;

/// <summary>
/// The mechanism below the manager: a database that is the truth, a cache that is a replica of it, and this process' own replica. It knows
/// keys, JSON text and revisions, never flags or types. Safe for concurrent use.
/// </summary>
/// <remarks>
/// The store disposes its database, never its cache, which other stores may share. After disposal <see cref="Image"/> stays readable.
/// </remarks>
public sealed partial class OptionStore : IAsyncDisposable
{
    // An image that a cache brings while the database is being asked needs a second question. Where they keep coming, the next pull asks.
    private const int MostQuestions = 3;

    private readonly IOptionDatabase _database;
    private readonly IOptionCache _cache;
    private readonly OptionStoreSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StoreMetrics _metrics;
    private readonly LogLimits _limits;
    private readonly StoreReplica _replica;
    private readonly PullFlight _pulls;
    [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "Holds nothing without a wait handle, and late callers may still wait on it.")]
    private readonly SemaphoreSlim _lifecycle = new(1, 1);
    private readonly CancellationTokenSource _lifetime = new();
    private readonly CancellationToken _disposal;
    private readonly Lock _confirmationGate = new();
    private readonly long _made;
    [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "StopAsync disposes it.")]
    private StoreSync? _sync;
    private readonly TaskCompletionSource _confirmation = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableArray<IDeclaredOptions> _declared = [];
    private ImmutableArray<Action> _confirmationHandlers = [];
    private long? _lastConfirmed;
    private volatile Exception? _lastError;
    private volatile bool _isInitialized;
    private volatile bool _isCacheFailing;
    private volatile bool _isCacheUnproved;
    private volatile bool _isPushed;
    private int _isDisposed;

    /// <summary>Makes a store. It does nothing until it is started or asked.</summary>
    /// <param name="database">The truth. The store disposes it.</param>
    /// <param name="cache">The cache; without one, a <see cref="MemoryOptionCache"/> of this store's own (S4 asks for a shared one).</param>
    /// <param name="settings">The store's times.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time in the settings is not positive or too long.</exception>
    /// <exception cref="ArgumentException">The cache is of another namespace than the database.</exception>
    /// <exception cref="OptionSettingsException">The environment variable <c>OPTIONSSDK_FREEZE</c> says neither yes nor no.</exception>
    public OptionStore(
        IOptionDatabase database,
        IOptionCache? cache = null,
        OptionStoreSettings? settings = null,
        TimeProvider? timeProvider = null,
        ILogger<OptionStore>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        _settings = (settings ?? new()).Checked();
        if (cache?.Namespace is { } shared && shared != database.Namespace)
        {
            throw new ArgumentException(
                $"The cache {cache.Name} is of the namespace '{shared}', the database {database.Name} of '{database.Namespace}'. A cache holds what the database of its own namespace holds: give both the same one.",
                nameof(cache));
        }

        _database = database;
        _cache = cache ?? new MemoryOptionCache();
        _time = timeProvider ?? TimeProvider.System;
        _made = _time.GetTimestamp();
        _logger = logger ?? NullLogger<OptionStore>.Instance;
        _metrics = new(database);
        _limits = new(_logger, _time);
        _replica = new(_logger, _metrics);
        _pulls = new(PullOnceAsync);
        _disposal = _lifetime.Token;
        IsFrozen = StartupEnvironment.IsFrozen(_settings.ReadEnvironment);
        StoreGauges.Add(this, _metrics);
    }

    /// <summary>The database half.</summary>
    public IOptionDatabase Database => _database;

    /// <summary>The cache half.</summary>
    public IOptionCache Cache => _cache;

    /// <summary>This process' replica: one immutable image, replaced as a whole.</summary>
    public StoreImage Image => _replica.Image;

    /// <summary>Where the image came from.</summary>
    public StoreImageSource ImageSource => _replica.Source;

    /// <summary>How much the image may be trusted.</summary>
    public StoreState State => FindState(ShortestStalenessLimit);

    /// <summary>
    /// Whether the environment variable <c>OPTIONSSDK_FREEZE</c> was 1 or true when the store was made. A frozen store takes the first
    /// image that the database confirms and follows no further, whatever is written elsewhere; until then it starts like any other. It
    /// refuses writes, which it could not judge. <see cref="GetAsync"/>, which reads without the image, goes on asking.
    /// </summary>
    public bool IsFrozen { get; }

    /// <summary>
    /// When the database last confirmed the image, as a timestamp of the store's <see cref="TimeProvider"/>; <see langword="null"/> if never.
    /// It is the moment at which the database was asked, by a pull or by a write of this process that left nothing else to be pulled.
    /// </summary>
    public long? LastConfirmed
    {
        get
        {
            lock (_confirmationGate)
            {
                return _lastConfirmed;
            }
        }
    }

    /// <summary>Why the database could not be asked the last time, or <see langword="null"/> if it could.</summary>
    public Exception? LastError => _lastError;

    /// <summary>Follows the installs of images.</summary>
    /// <param name="onInstalled">
    /// Called with the image before and after each install: in order, one call at a time, on the thread that installs, never twice for the
    /// same position (except when a reconcile corrects rows that were changed without a revision). Positions rise. Only the database's first
    /// answer after a start without it may repeat or lower a position, and a cache's image that replaces a last-known-good file's may repeat
    /// it. An exception is logged and harms nobody else. The handler must not wait for the store; a write returns after it has run.
    /// </param>
    /// <returns>Ends the following when disposed; a call under way is not waited for.</returns>
    public IDisposable Subscribe(Action<StoreImage, StoreImage> onInstalled)
    {
        ArgumentNullException.ThrowIfNull(onInstalled);
        return _replica.Subscribe(onInstalled);
    }

    /// <summary>
    /// The write door: commits to the database, then brings this process' image and the cache to the new revision (S47-S49, S53).
    /// </summary>
    /// <param name="commit">The change. If its answer is lost, it is repeated under the same change id, which applies it at most once.</param>
    /// <param name="cancellationToken">Stops the work before the change is committed, never after.</param>
    /// <returns>What became of the change. For a conflict the cache is left alone.</returns>
    /// <exception cref="OptionStoreException">The database refused or could not be reached, or the store is frozen; nothing was changed anywhere (S48).</exception>
    /// <exception cref="OptionWriteOutcomeUnknownException">It stayed unknown whether the change was committed.</exception>
    /// <exception cref="ArgumentException">The change has no writes, or two of the same key.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped; nothing was changed.</exception>
    public async ValueTask<StoreWriteResult> WriteAsync(StoreCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        CheckWrites(commit.Writes);
        ThrowIfDisposed();
        ThrowIfFrozen();
        cancellationToken.ThrowIfCancellationRequested();

        var before = _replica.Confirmed?.Position;
        var asked = _time.GetTimestamp();
        var result = await MeasureCommitAsync(commit, cancellationToken).ConfigureAwait(false);
        var answered = _time.GetTimestamp();

        // From here on the change may be durable: nothing below throws, and the caller's token does not count any more.
        var target = result.Delta.To;
        var wasAhead = result.Outcome == StoreCommitOutcome.Committed && before >= target;
        var isVisible = await MakeVisibleAsync(result.Delta, wasAhead ? before!.Value : null).ConfigureAwait(false);
        if (result.Outcome is StoreCommitOutcome.Committed or StoreCommitOutcome.Unchanged && _replica.IsConfirmedAt(target))
        {
            // The transaction has found the image to be the whole state that it started from: the writer need not wait for a pull to read
            // what had expired.
            Confirm(asked);
        }

        if (isVisible && result.Outcome == StoreCommitOutcome.Committed)
        {
            _metrics.Visible(_time.GetElapsedTime(answered), "write");
        }

        var isCached = result.Outcome != StoreCommitOutcome.Conflict
            && await TryUpdateCacheAsync(commit.Writes, result.Delta).ConfigureAwait(false);
        return new(result.Outcome, target, isVisible, isCached, result.Conflicts);
    }

    /// <summary>
    /// The seed's read door for one key (S34-S39): the cache, then the database, filling the cache only with what the database answered.
    /// For processes without an image; typed reads never come here.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answer. A cache or database that fails never throws (S31, S35, S37, S38).</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public async ValueTask<StoreReadResult> GetAsync([OptionKeyName] string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();

        long? lease = null;
        try
        {
            var lookup = await AskCacheAsync(token => _cache.GetAsync(key, token), _settings.CacheTimeout, cancellationToken).ConfigureAwait(false);
            switch (lookup.Kind)
            {
                case CacheLookupKind.Hit:
                    return new(StoreReadOutcome.CacheHit, lookup.Row);
                case CacheLookupKind.Absent:
                    return new(StoreReadOutcome.CacheAbsent, null);
                default:
                    lease = lookup.Lease;
                    break;
            }
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            _metrics.CacheFailed("get");
            if (_limits.Allows(StoreLog.CacheReadFailedId))
            {
                _logger.CacheReadFailed(key, exception);
            }
        }

        StoreRowRead read;
        try
        {
            await InitializeAsync(cancellationToken).ConfigureAwait(false);
            read = await _database.ReadRowAsync(key, cancellationToken).ConfigureAwait(false);
            _lastError = null;
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            NoteFailure(exception);
            if (_limits.Allows(StoreLog.DatabaseReadFailedId))
            {
                _logger.DatabaseReadFailed(key, _database.Name, exception);
            }

            return new(StoreReadOutcome.Unavailable, null);
        }

        var isCached = lease is { } held && await TryFillAsync(key, read, held).ConfigureAwait(false);
        return read.Row is null
            ? new(isCached ? StoreReadOutcome.DatabaseAbsent : StoreReadOutcome.DatabaseAbsentWithoutCache, null)
            : new(isCached ? StoreReadOutcome.DatabaseHit : StoreReadOutcome.DatabaseHitWithoutCache, read.Row);
    }

    /// <summary>
    /// Brings this process' image to the database's newest state. Calls that overlap share one read, which may have asked before a call was
    /// made; <see cref="RefreshAsync"/> asks anew.
    /// </summary>
    /// <param name="minimumRevision">
    /// The revision that the caller knows to be committed: if a shared read brought less, the database is asked once more.
    /// </param>
    /// <param name="cancellationToken">Stops the waiting, not the read that others may share.</param>
    /// <returns>The image; it may stand below <paramref name="minimumRevision"/> if the database does.</returns>
    /// <exception cref="OptionStoreException">The database cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="OperationCanceledException">The waiting was stopped.</exception>
    public async ValueTask<StoreImage> PullAsync(long minimumRevision = 0, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return await _pulls.JoinAsync(minimumRevision, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Brings this process' image to a state that the database had after this call was made, for decisions that must not rest on an older
    /// one. A read that is under way is waited for and never shared; calls that wait for it share the next one.
    /// </summary>
    /// <param name="cancellationToken">Stops the waiting, not the read that others may share.</param>
    /// <returns>The image.</returns>
    /// <exception cref="OptionStoreException">The database cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="OperationCanceledException">The waiting was stopped.</exception>
    public async ValueTask<StoreImage> RefreshAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return await _pulls.NextAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until this process' image stands at a revision that somebody else wrote.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>
    /// <see langword="true"/> if the image stands there or further; <see langword="false"/> if the time is over, or at once if the store is frozen.
    /// </returns>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="OperationCanceledException">The waiting was stopped.</exception>
    public async ValueTask<bool> EnsureRevisionAsync(long revision, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        var started = _time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            if (_replica.Confirmed?.Position.Revision >= revision)
            {
                return true;
            }

            if (IsAtRest)
            {
                return false;
            }

            var pull = PullAsync(revision, cancellationToken).AsTask();
            var remaining = timeout - _time.GetElapsedTime(started);
            try
            {
                // Without any time one question is asked all the same; the database answers it within its own limits.
                var answer = remaining > TimeSpan.Zero ? pull.WaitAsync(remaining, _time, cancellationToken) : pull;
                if ((await answer.ConfigureAwait(false)).Position.Revision >= revision)
                {
                    return true;
                }
            }
            catch (OptionStoreException)
            {
                // The database may come back within the caller's time.
            }
            catch (TimeoutException)
            {
                Observe(pull);
            }

            remaining = timeout - _time.GetElapsedTime(started);
            if (remaining <= TimeSpan.Zero)
            {
                return false;
            }

            var delay = RetryDelay.OfCall(attempt);
            await Task.Delay(delay < remaining ? delay : remaining, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Loads the image, watches for changes and keeps image and cache at the database's state by a sync tick. Starting twice does nothing.
    /// </summary>
    /// <param name="cancellationToken">Stops the start, not what goes on in the background when the start has ended.</param>
    /// <returns>A task that ends when <see cref="OptionStoreSettings.StartupMode"/> lets the process go on.</returns>
    /// <exception cref="OptionStartupException">The database did not confirm the options and <see cref="StartupMode.Required"/> is set.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="OperationCanceledException">The start was stopped.</exception>
    public async ValueTask StartAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        await _lifecycle.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ThrowIfDisposed();
            if (_sync is not null)
            {
                return;
            }

            _sync = await StoreSync.StartAsync(this, _settings, _time, _logger, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _lifecycle.Release();
        }
    }

    /// <summary>Ends what <see cref="StartAsync"/> began. The image stays, and reads and writes go on.</summary>
    /// <param name="cancellationToken">Stops the waiting for the end.</param>
    /// <returns>A task that ends when the sync tick has ended.</returns>
    public async ValueTask StopAsync(CancellationToken cancellationToken = default)
    {
        await _lifecycle.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_sync is { } sync)
            {
                _sync = null;
                await sync.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _lifecycle.Release();
        }
    }

    /// <summary>
    /// The seed's <c>sync_options</c> (S60-S65): pulls what is new, deletions included, reads the rows written lately again, and rewrites
    /// what the cache lacks or holds differently. A cache that fails does not end the run.
    /// </summary>
    /// <param name="cutoff">
    /// How far back rows are read again: one hour if not given (S60), everything with <see cref="Timeout.InfiniteTimeSpan"/>, which also
    /// finds rows that were inserted or deleted without a revision.
    /// </param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was found and repaired.</returns>
    /// <exception cref="OptionStoreException">The database cannot be read, or the store is frozen.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public async ValueTask<ReconcileReport> ReconcileAsync(TimeSpan? cutoff = null, CancellationToken cancellationToken = default)
    {
        var window = cutoff ?? TimeSpan.FromHours(1);
        if (window != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(window, TimeSpan.Zero, nameof(cutoff));
        }

        ThrowIfDisposed();
        ThrowIfFrozen();
        var (isKnown, cachePosition, cached) = await TryReadCacheContentAsync(cancellationToken).ConfigureAwait(false);
        // The cache was asked first: whatever it stands at truly, a read from here on has as well.
        await PullAsync(cachePosition?.Revision ?? 0, cancellationToken).ConfigureAwait(false);

        int rowsRead;
        ImmutableArray<string> mismatched;
        if (window == Timeout.InfiniteTimeSpan)
        {
            (rowsRead, mismatched) = await CompareWithDatabaseAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            (rowsRead, mismatched) = await CompareRecentRowsAsync(window, cancellationToken).ConfigureAwait(false);
        }

        var image = Image;
        var repaired = cached is not null ? StoreImageComparison.DifferentKeys(cached, image) : [];
        var isUpdated = isKnown && await TryRepairCacheAsync(cachePosition, null, repaired.Length > 0, cancellationToken).ConfigureAwait(false);
        return new(Image.Position, rowsRead, mismatched, isUpdated ? repaired : [], isUpdated);
    }

    /// <summary>Stops the sync and disposes the database. Reads by key then answer <see cref="StoreReadOutcome.Unavailable"/> unless cached.</summary>
    /// <returns>A task that ends when everything is released.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        StoreGauges.Remove(this);
        await _lifetime.CancelAsync().ConfigureAwait(false);
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
        _lifetime.Dispose();
    }

    /// <summary>Whether the store is frozen and has the image that it stays with.</summary>
    internal bool IsAtRest => IsFrozen && _replica.IsConfirmed;

    internal StoreMetrics Metrics => _metrics;

    internal LogLimits Limits => _limits;

    internal TimeProvider Time => _time;

    internal TimeSpan SyncInterval => _settings.SyncInterval;

    /// <summary>The time between two questions while a push works: short enough that nothing expires though all is well.</summary>
    internal TimeSpan PushedSyncInterval
    {
        get
        {
            var pushed = _settings.PushedSyncInterval ?? 3 * _settings.SyncInterval;
            pushed = ShortestStalenessLimit / 2 is { } half && half < pushed ? half : pushed;
            return pushed > _settings.SyncInterval ? pushed : _settings.SyncInterval;
        }
    }

    /// <summary>Whether the database is asked less often, because a push was proved when the last tick looked.</summary>
    internal bool IsPushed
    {
        get => _isPushed;
        set => _isPushed = value;
    }

    /// <summary>How long ago the database last confirmed the image; null if never.</summary>
    internal TimeSpan? Staleness => LastConfirmed is { } confirmed ? _time.GetElapsedTime(confirmed) : null;

    /// <summary>
    /// How long values have been served without being confirmed, which makes them expire. The age of what a cache or a file brought is not
    /// known: before the first confirmation it counts from the making of the store. What is frozen does not age.
    /// </summary>
    internal TimeSpan UnconfirmedFor => IsAtRest ? TimeSpan.Zero : _time.GetElapsedTime(LastConfirmed ?? _made);

    /// <summary>The shortest time for which an option may be served unconfirmed; null if none has a limit.</summary>
    internal TimeSpan? ShortestStalenessLimit => _declared.SelectMany(static known => known.StalenessLimits).Min(static limit => (TimeSpan?)limit);

    /// <summary>How many options have expired; null if none has a limit.</summary>
    internal int? CountExpired()
    {
        var limits = _declared.SelectMany(static known => known.StalenessLimits).ToList();
        var age = UnconfirmedFor;
        return limits.Count == 0 ? null : limits.Count(limit => limit < age);
    }

    /// <summary>How much the image may be trusted for an option that expires after the given time, or never.</summary>
    internal StoreState FindState(TimeSpan? limit) =>
        !_replica.IsLoaded ? StoreState.NotLoaded
        : IsAtRest ? StoreState.Frozen
        : limit < UnconfirmedFor ? StoreState.Expired
        : Staleness <= 2 * (IsPushed ? PushedSyncInterval : _settings.SyncInterval) ? StoreState.Fresh
        : StoreState.Stale;

    /// <summary>Follows the confirmations by the database. The image that was confirmed is installed by then.</summary>
    /// <param name="onConfirmed">Called on the thread that asked the database; it must neither wait for the store nor throw.</param>
    internal void FollowConfirmations(Action onConfirmed) => ImmutableInterlocked.Update(ref _confirmationHandlers, handlers => handlers.Add(onConfirmed));

    internal void UnfollowConfirmations(Action onConfirmed) => ImmutableInterlocked.Update(ref _confirmationHandlers, handlers => handlers.Remove(onConfirmed));

    internal bool IsDisposed => Volatile.Read(ref _isDisposed) != 0;

    /// <summary>Ends when the store is disposed.</summary>
    internal CancellationToken Disposal => _disposal;

    /// <summary>One round of the sync: the cache's position first, then the database, then the cache's repair.</summary>
    internal async Task SyncAsync(long minimumRevision, bool isFull, CancellationToken cancellationToken)
    {
        var previous = _replica.Confirmed;
        var (isKnown, cachePosition) = await TryReadCachePositionAsync(cancellationToken).ConfigureAwait(false);
        _metrics.CacheAnswered(isKnown ? cachePosition?.Revision : null);
        await PullAsync(Math.Max(minimumRevision, cachePosition?.Revision ?? 0), cancellationToken).ConfigureAwait(false);
        if (IsFrozen)
        {
            // What a frozen process knows is of no use to others.
            return;
        }

        if (isFull || _isCacheUnproved)
        {
            // Compares and repairs the cache too, row by row.
            await ReconcileAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            _isCacheUnproved = false;
        }
        else if (isKnown)
        {
            await TryRepairCacheAsync(cachePosition, previous, false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Brings a cache that is behind what the database confirmed up to it. One that claims more may be right, since it is asked later: ticks
    /// judge it.
    /// </summary>
    internal async Task AdvanceCacheAsync(StoreImage previous, CancellationToken cancellationToken)
    {
        var (isKnown, position) = await TryReadCachePositionAsync(cancellationToken).ConfigureAwait(false);
        if (isKnown && !IsFrozen && _replica.IsConfirmed && !(position >= Image.Position))
        {
            await TryRepairCacheAsync(position, previous, false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the image of a last-known-good file as long as nothing is loaded.</summary>
    internal bool Prime(StoreImage image) => _replica.Prime(image, StoreImageSource.LastKnownGood);

    /// <summary>Ends when the database has confirmed an image for the first time.</summary>
    internal Task Confirmation => _confirmation.Task;

    /// <summary>The image if the database has confirmed it.</summary>
    internal StoreImage? Confirmed => _replica.Confirmed;

    /// <summary>Whether rows are kept in a file.</summary>
    internal bool KeepsLastKnownGood => _settings.LastKnownGoodFile is not null;

    /// <summary>Learns from somebody what may be kept outside the database. Until then nothing may.</summary>
    internal void Learn(IDeclaredOptions declared) => ImmutableInterlocked.Update(ref _declared, known => known.Add(declared));

    /// <summary>The declarations that decide what may be kept outside the database, or null if nobody has told of any.</summary>
    internal string? DescribeDeclared() => _declared is { IsEmpty: false } declared ? string.Join(',', declared.Select(static known => known.Describe())) : null;

    /// <summary>Says whether a key is known to hold a secret.</summary>
    internal bool IsCredential(string key) => _declared.Any(known => known.IsCredential(key));

    /// <summary>What may be kept outside the database for a row; null for credentials, for what nobody declares and for what has no good value.</summary>
    internal StoreRow? FindGood(StoreRow row) =>
        IsCredential(row.Key) ? null : _declared.Select(known => known.FindGood(row)).FirstOrDefault(static good => good is not null);

    /// <summary>Takes the cache's image while the database does not answer and nothing better is loaded.</summary>
    internal async Task LoadFromCacheAsync(CancellationToken cancellationToken)
    {
        if (_replica.IsLoaded && _replica.Source != StoreImageSource.LastKnownGood)
        {
            return;
        }

        var cached = await TryReadCacheAsync(cancellationToken).ConfigureAwait(false);
        if (cached.Image is { } image && _replica.Prime(image, StoreImageSource.Cache))
        {
            // Once the database answers, the rows that this process lived on are compared, in the cache as well.
            _isCacheUnproved = true;
            _logger.StartedFromCache(_cache.Name, image.Position);
        }
    }

    /// <summary>Whether the cache may be followed while the database does not answer.</summary>
    internal bool MayFollowCache => _cache.Mode == OptionCacheMode.ReadThrough || (_cache.Mode == OptionCacheMode.Standard && _cache.IsTrusted);

    /// <summary>Takes the cache's image if it is newer; the database confirms or replaces it when it is asked next.</summary>
    /// <param name="wanted">The revision that was heard of.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="true"/> if the process stands at the wanted revision afterwards.</returns>
    internal async Task<bool> TryFollowCacheAsync(long wanted, CancellationToken cancellationToken)
    {
        if (IsFrozen)
        {
            return false;
        }

        try
        {
            if (await AskCacheAsync(_cache.ReadAsync, _settings.CacheTimeout, cancellationToken).ConfigureAwait(false) is { } image)
            {
                _replica.Follow(image);
            }

            return wanted > 0 && Image.Position.Revision >= wanted;
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            NoteCacheFailure("read", exception);
            return false;
        }
    }

    /// <summary>Watches whichever half can tell of changes.</summary>
    internal IEnumerable<(string Name, IOptionChangeSignal Signal)> ChangeSignals
    {
        get
        {
            if (_database is IOptionChangeSignal ofDatabase)
            {
                yield return (_database.Name, ofDatabase);
            }

            if (_cache is IOptionChangeSignal ofCache)
            {
                yield return (_cache.Name, ofCache);
            }
        }
    }

    private static void CheckWrites(ImmutableArray<StoreWrite> writes)
    {
        if (writes.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A change has at least one write.", nameof(writes));
        }

        if (writes.DistinctBy(write => write.Key, StringComparer.Ordinal).Count() != writes.Length)
        {
            throw new ArgumentException("A change writes each key at most once.", nameof(writes));
        }
    }

    // Nobody waits for the task any more; its failure is no unobserved one.
    private static void Observe(Task task) =>
        _ = task.ContinueWith(
            late => _ = late.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    private static bool IsStop(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    private void ThrowIfFrozen()
    {
        if (IsFrozen)
        {
            throw new OptionStoreException(
                OptionErrorIds.StoreFrozen,
                null,
                $"The store is frozen by the environment variable {StartupEnvironment.Freeze}.",
                "A frozen process stays with the options it has, and what is stored now is not for it to judge or repair.",
                "Use a process that is not frozen, or start this one without the variable.");
        }
    }

    private async Task<StoreImage> PullOnceAsync()
    {
        if (IsAtRest)
        {
            return Image;
        }

        // Taken before each question: what is confirmed is the state at that moment, not the one when the answer came.
        var started = _time.GetTimestamp();
        var asked = started;
        using var activity = OptionActivity.Start("options.pull");
        try
        {
            await InitializeAsync(_disposal).ConfigureAwait(false);
            StoreImage image;
            var isJudged = false;
            var attempt = 0;
            do
            {
                var claims = _replica.Claims;
                asked = _time.GetTimestamp();
                image = await ReadNewestAsync().ConfigureAwait(false);
                _metrics.DatabaseAnswered(image.Position.Revision);
                isJudged = _replica.Install(image, claims, "pull");
            }
            while (!isJudged && ++attempt < MostQuestions);

            _lastError = null;
            Confirm(asked);
            _metrics.Pulled(_time.GetElapsedTime(started), null);
            activity.Tag("options.revision", image.Position.Revision);
            return Image;
        }
        catch (Exception exception)
        {
            _metrics.Pulled(_time.GetElapsedTime(started), exception);
            activity.Fail(exception);
            if (IsDisposed)
            {
                throw new ObjectDisposedException("The store was disposed while it was reading.", exception);
            }

            NoteFailure(exception);
            throw;
        }
    }

    private void Confirm(long asked)
    {
        lock (_confirmationGate)
        {
            _lastConfirmed = Math.Max(_lastConfirmed ?? long.MinValue, asked);
        }

        _confirmation.TrySetResult();
        foreach (var onConfirmed in _confirmationHandlers)
        {
            onConfirmed();
        }
    }

    private async Task<StoreImage> ReadNewestAsync()
    {
        // Only what the database itself has said is evidence to it: an image from a cache must not make it believe that its history was
        // rewritten, so such an image is compared with the whole state.
        if (_replica.Confirmed is { } confirmed)
        {
            var delta = await _database.ReadAsync(confirmed.Position, _disposal).ConfigureAwait(false);
            if (confirmed.Apply(delta) is { } image)
            {
                if (delta.IsFull && image.Position.Epoch != confirmed.Position.Epoch)
                {
                    _metrics.EpochChanged();
                    _logger.HistoryRewritten(_database.Name, confirmed.Position, image.Position);
                }

                return image;
            }
        }

        return await ReadEverythingAsync(_disposal).ConfigureAwait(false);
    }

    private async Task<StoreImage> ReadEverythingAsync(CancellationToken cancellationToken)
    {
        var delta = await _database.ReadAsync(StorePosition.Origin, cancellationToken).ConfigureAwait(false);
        return StoreImage.Empty.Apply(delta) ?? throw new OptionStoreCorruptException(
            OptionErrorIds.StoreCorrupt,
            null,
            $"{_database.Name} answered a full read with changes from {delta.From}.",
            "A read from the beginning is answered with the whole state.",
            "Check the database and its provider.");
    }

    private async ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        if (!_isInitialized)
        {
            await _database.InitializeAsync(cancellationToken).ConfigureAwait(false);
            _isInitialized = true;
        }
    }

    private void NoteFailure(Exception exception)
    {
        _lastError = exception;
        if (exception is OptionStoreSchemaException)
        {
            // The schema may have been dropped or replaced under a running process: look again next time, without a restart.
            _isInitialized = false;
        }
    }

    private async Task<StoreCommitResult> MeasureCommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        using var activity = OptionActivity.Start("options.commit");
        var started = _time.GetTimestamp();
        try
        {
            var result = await CommitAsync(commit, cancellationToken).ConfigureAwait(false);
            _metrics.DatabaseAnswered(result.Delta.To.Revision);
            _metrics.Committed(_time.GetElapsedTime(started), result.Outcome);
            activity.Tag("options.result", StoreMetrics.Name(result.Outcome));
            activity.Tag("options.revision", result.Delta.To.Revision);
            return result;
        }
        catch (Exception exception)
        {
            _metrics.CommitFailed(_time.GetElapsedTime(started), exception);
            activity.Fail(exception);
            throw;
        }
    }

    private async Task<StoreCommitResult> CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        try
        {
            await InitializeAsync(cancellationToken).ConfigureAwait(false);
            var result = await _database.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
            _lastError = null;
            return result;
        }
        catch (OptionWriteOutcomeUnknownException exception)
        {
            return await RepeatAsync(commit, exception).ConfigureAwait(false);
        }
        catch (OptionStoreException exception)
        {
            NoteFailure(exception);
            throw;
        }
    }

    // COMMIT was sent, so the caller's token does not count. Whatever fails from here on leaves open what the first attempt did; only an
    // answer of the database, which looks the change id up behind the writer lock, closes it.
    private async Task<StoreCommitResult> RepeatAsync(StoreCommit commit, OptionWriteOutcomeUnknownException lost)
    {
        var started = _time.GetTimestamp();
        Exception last = lost;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                _logger.AnswerLost(commit.ChangeId, last);
                return await _database.CommitAsync(commit, _disposal).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                last = exception;
            }

            var delay = RetryDelay.OfCall(attempt);
            if (_disposal.IsCancellationRequested || _time.GetElapsedTime(started) + delay > _settings.WriteRetryBudget)
            {
                NoteFailure(last);
                throw last is OptionWriteOutcomeUnknownException unknown && unknown.ChangeId == commit.ChangeId
                    ? unknown
                    : new OptionWriteOutcomeUnknownException(commit.ChangeId, last);
            }

            await Task.Delay(delay, _time, _disposal).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> MakeVisibleAsync(StoreDelta delta, StorePosition? ahead)
    {
        try
        {
            if (ahead is { } position)
            {
                // A commit took a revision that this process had already seen: the history was rewritten. Asking with the position that
                // we stand at makes the database raise its epoch.
                await PullAsync(position.Revision + 1, CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                _replica.Advance(delta, "write");
                if (!StandsAt(delta.To))
                {
                    await PullAsync(delta.To.Revision, CancellationToken.None).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception)
        {
            _logger.NotVisible(delta.To, exception);
            return false;
        }

        // Another thread may have installed the image and not yet told the followers of it.
        _replica.Announce();
        return StandsAt(delta.To);
    }

    private bool StandsAt(StorePosition position) => _replica.Confirmed is { } image && image.Position >= position;

    private async Task<bool> TryUpdateCacheAsync(ImmutableArray<StoreWrite> writes, StoreDelta delta)
    {
        try
        {
            return await AskCacheAsync(token => UpdateCacheAsync(delta, token), _settings.CacheTimeout, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _metrics.CacheFailed("update");
            if (_limits.Allows(StoreLog.CacheUpdateFailedId))
            {
                _logger.CacheUpdateFailed(string.Join(", ", writes.Select(write => write.Key)), exception);
            }

            return false;
        }
    }

    private async ValueTask<bool> UpdateCacheAsync(StoreDelta delta, CancellationToken cancellationToken)
    {
        // The delta goes first even if it can hardly fit: it revokes the leases of the keys it names.
        var outcome = await _cache.ApplyAsync(delta, cancellationToken).ConfigureAwait(false);
        if (outcome is CacheApplyOutcome.DoesNotFit or CacheApplyOutcome.Empty)
        {
            if (_replica.Confirmed is not { } image || image.Position < delta.To)
            {
                return false;
            }

            outcome = await _cache.PutAsync(image, cancellationToken).ConfigureAwait(false);
        }

        return outcome is CacheApplyOutcome.Applied or CacheApplyOutcome.AlreadyNewer;
    }

    private async Task<bool> TryFillAsync(string key, StoreRowRead read, long lease)
    {
        try
        {
            // A refusal is no failure: a newer write reached the cache in between.
            await AskCacheAsync(token => _cache.FillAsync(key, read, lease, token), _settings.CacheTimeout, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            _metrics.CacheFailed("fill");
            if (_limits.Allows(StoreLog.CacheUpdateFailedId))
            {
                _logger.CacheUpdateFailed(key, exception);
            }

            return false;
        }
    }

    private async Task<(bool IsKnown, StorePosition? Position)> TryReadCachePositionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (true, await AskCacheAsync(_cache.ReadPositionAsync, _settings.SyncInterval, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            NoteCacheFailure("read", exception);
            return default;
        }
    }

    /// <summary>What the cache holds: the empty image if it holds none, and nothing if it never holds values.</summary>
    private async Task<(bool IsKnown, StorePosition? Position, StoreImage? Image)> TryReadCacheContentAsync(CancellationToken cancellationToken)
    {
        if (_cache.Mode == OptionCacheMode.NotifyOnly)
        {
            var (isAnswered, position) = await TryReadCachePositionAsync(cancellationToken).ConfigureAwait(false);
            return (isAnswered, position, null);
        }

        var (isKnown, image) = await TryReadCacheAsync(cancellationToken).ConfigureAwait(false);
        return (isKnown, image?.Position, isKnown ? image ?? StoreImage.Empty : null);
    }

    private async Task<(bool IsKnown, StoreImage? Image)> TryReadCacheAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (true, await AskCacheAsync(_cache.ReadAsync, _settings.SyncInterval, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            NoteCacheFailure("read", exception);
            return default;
        }
    }

    /// <summary>Brings the cache to this process' image, given where it stood before the database was asked.</summary>
    private async Task<bool> TryRepairCacheAsync(StorePosition? cachePosition, StoreImage? previous, bool isContentWrong, CancellationToken cancellationToken)
    {
        try
        {
            await AskCacheAsync(
                async token =>
                {
                    await RepairCacheAsync(cachePosition, previous, isContentWrong, token).ConfigureAwait(false);
                    return true;
                },
                _settings.SyncInterval,
                cancellationToken).ConfigureAwait(false);
            _isCacheFailing = false;
            return true;
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            NoteCacheFailure("repair", exception);
            return false;
        }
    }

    private async Task RepairCacheAsync(StorePosition? cachePosition, StoreImage? previous, bool isContentWrong, CancellationToken cancellationToken)
    {
        var image = Image;
        if (cachePosition is { } stood)
        {
            if (stood == image.Position && !isContentWrong)
            {
                return;
            }

            if (stood >= image.Position)
            {
                // The cache was asked before the database, and yet it claims what the database does not have: an image of a history
                // that is gone, or content of somebody else. No position can displace it, so it has to go.
                _logger.CacheContradicts(_cache.Name, stood, _database.Name, image.Position);
                await _cache.ClearAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (previous is not null && stood == previous.Position && StoreImageComparison.Delta(previous, image) is { } delta)
            {
                var outcome = await _cache.ApplyAsync(delta, cancellationToken).ConfigureAwait(false);
                if (outcome is CacheApplyOutcome.Applied or CacheApplyOutcome.AlreadyNewer)
                {
                    return;
                }
            }
        }

        await _cache.PutAsync(image, cancellationToken).ConfigureAwait(false);
    }

    private void NoteCacheFailure(string operation, Exception exception)
    {
        _metrics.CacheFailed(operation);
        if (_isCacheFailing)
        {
            _logger.CacheRepairStillFailing(_cache.Name, exception);
        }
        else
        {
            _isCacheFailing = true;
            _logger.CacheRepairFailed(_cache.Name, exception);
        }
    }

    private async Task<(int RowsRead, ImmutableArray<string> Mismatched)> CompareRecentRowsAsync(TimeSpan window, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var since = window < now - DateTime.MinValue ? now - window : DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
        var rows = await _database.ReadRowsWrittenSinceAsync(since, cancellationToken).ConfigureAwait(false);
        var image = Image;
        if (rows.Count > 0 && rows.Max(row => row.Revision) is var newest && newest > image.Position.Revision)
        {
            image = await PullAsync(newest, cancellationToken).ConfigureAwait(false);
        }

        if (!rows.Any(row => IsSuspicious(row, image)))
        {
            return (rows.Count, []);
        }

        // A deletion in between looks the same as a row that was put in by hand: only the whole state at one position can tell.
        var (_, mismatched) = await CompareWithDatabaseAsync(cancellationToken).ConfigureAwait(false);
        return (rows.Count, mismatched);
    }

    private static bool IsSuspicious(StoreRow row, StoreImage image) =>
        image.Find(row.Key) is not { } known
        || known.Revision < row.Revision
        || (known.Revision == row.Revision && known.Value != row.Value);

    private async Task<(int RowsRead, ImmutableArray<string> Mismatched)> CompareWithDatabaseAsync(CancellationToken cancellationToken)
    {
        var rowsRead = 0;
        // Each attempt fails only if somebody wrote in between; then the next tick finds what there is to find.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var truth = await ReadEverythingAsync(cancellationToken).ConfigureAwait(false);
            rowsRead = truth.Rows.Count;
            var image = Image;
            if (image.Position < truth.Position)
            {
                image = await PullAsync(truth.Position.Revision, cancellationToken).ConfigureAwait(false);
            }

            if (image.Position != truth.Position)
            {
                continue;
            }

            var different = StoreImageComparison.DifferentKeys(image, truth);
            if (different.Length == 0)
            {
                return (rowsRead, []);
            }

            if (_replica.Correct(truth, "reconcile"))
            {
                _metrics.Mismatched(different.Length);
                _logger.Mismatched(_database.Name, string.Join(", ", different));
                return (rowsRead, different);
            }
        }

        return (rowsRead, []);
    }

    // Waits no longer than the budget even for a cache that ignores its token. What such a call does later cannot harm: the cache moves
    // only forward.
    private async Task<T> AskCacheAsync<T>(Func<CancellationToken, ValueTask<T>> question, TimeSpan budget, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(budget, _time);
        var answer = question(end.Token).AsTask();
        try
        {
            return await answer.WaitAsync(budget, _time, cancellationToken).ConfigureAwait(false);
        }
        catch when (!answer.IsCompleted)
        {
            Observe(answer);
            throw;
        }
    }
}
