using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace OptionsSdk.Store;

/// <summary>
/// The process' replica and those who follow it. Beside the image that is served it keeps the one that the database confirmed last; usually
/// they are the same. A confirmed image is replaced only by one of a higher position. One that came from a cache or a file is a
/// <em>claim</em>: it proves nothing, neither by its position nor by its rows, and gives way to what the database says once it is asked
/// after the claim was installed. An older answer cannot judge it.
/// </summary>
internal sealed class StoreReplica(ILogger logger, StoreMetrics metrics)
{
    // A plain object: System.Threading.Lock is not modelled by schedule explorers that test this class.
    private readonly object _gate = new();
    private readonly object _announcing = new();
    private readonly Queue<Announcement> _announcements = new();
    private ImmutableArray<Subscription> _subscriptions = [];
    private volatile StoreImage _image = StoreImage.Empty;
    private volatile bool _isLoaded;
    private volatile StoreImageSource _source;
    private StoreImage? _confirmed;
    private long _claims;
    private bool _isAnnouncing;

    /// <summary>The image that is served.</summary>
    public StoreImage Image => _image;

    /// <summary>Where the image that is served is from.</summary>
    public StoreImageSource Source => _source;

    public bool IsLoaded => _isLoaded;

    /// <summary>The last image that the database confirmed. The one that is served may be a claim that goes further.</summary>
    public StoreImage? Confirmed
    {
        get
        {
            lock (_gate)
            {
                return _confirmed;
            }
        }
    }

    /// <summary>Whether the image that is served is the one that the database confirmed.</summary>
    public bool IsConfirmed
    {
        get
        {
            lock (_gate)
            {
                return _confirmed is not null && ReferenceEquals(_image, _confirmed);
            }
        }
    }

    /// <summary>Whether the image that is served is the one that the database confirmed, and stands at a position.</summary>
    public bool IsConfirmedAt(StorePosition position)
    {
        lock (_gate)
        {
            return _confirmed is not null && ReferenceEquals(_image, _confirmed) && _image.Position == position;
        }
    }

    /// <summary>The number of claims so far. Whoever asks the database takes it before the question.</summary>
    public long Claims
    {
        get
        {
            lock (_gate)
            {
                return _claims;
            }
        }
    }

    /// <summary>Installs the database's whole state, unless the replica is confirmed to stand there or further.</summary>
    /// <param name="image">The state.</param>
    /// <param name="claims">The number of <see cref="Claims"/> before the database was asked: which claims the answer can judge.</param>
    /// <param name="source">What brought it, for the metric.</param>
    /// <returns><see langword="false"/> if a claim is served that the answer cannot judge: the database has to be asked again.</returns>
    public bool Install(StoreImage image, long claims, string source)
    {
        (bool IsInstalled, StorePosition? Contradicted) outcome = default;
        bool isJudged;
        lock (_gate)
        {
            if (_confirmed is null || image.Position > _confirmed.Position)
            {
                outcome = Confirm(image, claims >= _claims);
            }
            else if (!ReferenceEquals(_image, _confirmed) && image.Position == _confirmed.Position)
            {
                // The database still stands where it did, so the claim beyond it is judged all the same.
                outcome = Confirm(_confirmed, claims >= _claims);
            }

            isJudged = ReferenceEquals(_image, _confirmed);
        }

        if (outcome.Contradicted is { } unconfirmed)
        {
            logger.UnconfirmedContradicted(unconfirmed, image.Position);
        }

        Count(outcome.IsInstalled, source);
        Announce();
        return isJudged;
    }

    /// <summary>Installs a committed change if it starts exactly where the database has confirmed the replica.</summary>
    public void Advance(StoreDelta delta, string source)
    {
        (bool IsInstalled, StorePosition? Contradicted) outcome = default;
        lock (_gate)
        {
            // A position can be copied: a change that fits says nothing about the rows that a cache put below it.
            if (_confirmed?.Apply(delta) is { } next && next.Position > _confirmed.Position)
            {
                outcome = Confirm(next, judges: false);
            }
        }

        if (outcome.Contradicted is { } unconfirmed)
        {
            logger.UnconfirmedContradicted(unconfirmed, delta.To);
        }

        Count(outcome.IsInstalled, source);
        Announce();
    }

    /// <summary>
    /// Claims an image that the database has not confirmed, as long as nothing is loaded. A cache's image also takes the place of one from
    /// a last-known-good file that is not ahead of it: the cache holds everything, the file is a floor under it.
    /// </summary>
    /// <returns><see langword="true"/> if it was installed.</returns>
    public bool Prime(StoreImage image, StoreImageSource source)
    {
        lock (_gate)
        {
            var isOverFile = _confirmed is null && _source == StoreImageSource.LastKnownGood && source == StoreImageSource.Cache && image.Position >= _image.Position;
            if (_isLoaded && !isOverFile)
            {
                return false;
            }

            Claim(image, source);
        }

        Count(true, source == StoreImageSource.Cache ? "cache" : "last_known_good");
        Announce();
        return true;
    }

    /// <summary>Claims a newer image of the same epoch that a cache holds.</summary>
    /// <returns><see langword="true"/> if it was installed.</returns>
    public bool Follow(StoreImage image)
    {
        lock (_gate)
        {
            // Epochs are the database's to begin: another one says nothing before the database has spoken.
            if (!_isLoaded
                || image.Position.Epoch != _image.Position.Epoch
                || image.Position.Revision <= _image.Position.Revision
                || image.Position.IsImplausiblyAheadOf(_image.Position))
            {
                return false;
            }

            Claim(image, StoreImageSource.Cache);
        }

        Count(true, "cache");
        Announce();
        return true;
    }

    /// <summary>Replaces the image by the database's true state at the very same position.</summary>
    /// <returns><see langword="false"/> if the replica has moved meanwhile.</returns>
    public bool Correct(StoreImage truth, string source)
    {
        lock (_gate)
        {
            if (_confirmed is null || !ReferenceEquals(_image, _confirmed) || _image.Position != truth.Position)
            {
                return false;
            }

            _confirmed = truth;
            Replace(truth);
        }

        Count(true, source);
        Announce();
        return true;
    }

    public IDisposable Subscribe(Action<StoreImage, StoreImage> onInstalled)
    {
        var subscription = new Subscription(this, onInstalled);
        lock (_gate)
        {
            _subscriptions = _subscriptions.Add(subscription);
        }

        return subscription;
    }

    /// <summary>Tells the followers of all images installed so far. Afterwards they know them, whichever thread installed them.</summary>
    public void Announce()
    {
        lock (_announcing)
        {
            // A handler that installs an image comes here again on the same thread. Going on would show other handlers the newer image
            // before the older one.
            if (_isAnnouncing)
            {
                return;
            }

            _isAnnouncing = true;
            try
            {
                while (Next() is { } announcement)
                {
                    Deliver(announcement);
                }
            }
            finally
            {
                _isAnnouncing = false;
            }
        }
    }

    private void Count(bool isInstalled, string source)
    {
        if (isInstalled)
        {
            metrics.Installed(source);
        }
    }

    /// <summary>Takes over what the database says, and what becomes of a claim that is served.</summary>
    /// <param name="image">The database's state.</param>
    /// <param name="judges">Whether the database was asked after the claim was installed.</param>
    private (bool IsInstalled, StorePosition? Contradicted) Confirm(StoreImage image, bool judges)
    {
        var isClaim = _isLoaded && !ReferenceEquals(_image, _confirmed);
        _confirmed = image;
        if (isClaim && !judges && image.Position < _image.Position)
        {
            return default;
        }

        var contradicted = isClaim && Contradicts(image, _image, _source) ? _image.Position : (StorePosition?)null;
        var isInstalled = !_isLoaded || !(isClaim && StoreImageComparison.AreEqual(_image, image));
        _source = StoreImageSource.Database;
        if (isInstalled)
        {
            Replace(image);
        }
        else
        {
            _image = image;
        }

        return (isInstalled, contradicted);
    }

    // A copy may be behind. One that is ahead is wrong, and so is a cache that holds other values at the same position; a last-known-good
    // file leaves rows out and keeps older ones on purpose.
    private static bool Contradicts(StoreImage truth, StoreImage copy, StoreImageSource source) =>
        truth.Position <= copy.Position
        && (truth.Position != copy.Position || (source == StoreImageSource.Cache && !StoreImageComparison.DifferentKeys(copy, truth).IsEmpty));

    private void Claim(StoreImage image, StoreImageSource source)
    {
        _claims++;
        _source = source;
        Replace(image);
    }

    private void Replace(StoreImage image)
    {
        var previous = _image;
        _image = image;
        _isLoaded = true;
        _announcements.Enqueue(new(previous, image, _subscriptions));
    }

    private Announcement? Next()
    {
        lock (_gate)
        {
            return _announcements.TryDequeue(out var announcement) ? announcement : null;
        }
    }

    private void Deliver(Announcement announcement)
    {
        foreach (var subscription in announcement.Subscriptions)
        {
            try
            {
                subscription.Deliver(announcement.Previous, announcement.Current);
            }
            catch (Exception exception)
            {
                logger.HandlerFailed(announcement.Current.Position, exception);
            }
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = _subscriptions.Remove(subscription);
        }
    }

    // The followers at the moment of the install: who subscribes later starts from an image that holds this one already.
    private sealed record Announcement(StoreImage Previous, StoreImage Current, ImmutableArray<Subscription> Subscriptions);

    private sealed class Subscription(StoreReplica replica, Action<StoreImage, StoreImage> onInstalled) : IDisposable
    {
        private volatile bool _isDisposed;

        public void Deliver(StoreImage previous, StoreImage current)
        {
            if (!_isDisposed)
            {
                onInstalled(previous, current);
            }
        }

        public void Dispose()
        {
            _isDisposed = true;
            replica.Remove(this);
        }
    }
}
