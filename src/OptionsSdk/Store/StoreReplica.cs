using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace OptionsSdk.Store;

/// <summary>
/// The process' replica and those who follow it. A confirmed image is replaced only by one of a higher position; one that came from a
/// cache while the database was away proves nothing, neither by its position nor by its rows, and gives way to the database's whole state.
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
    private volatile bool _isConfirmed;
    private volatile StoreImageSource _source;
    private bool _isAnnouncing;

    public StoreImage Image => _image;

    public StoreImageSource Source => _source;

    public bool IsLoaded => _isLoaded;

    /// <summary>The image if the database has confirmed it.</summary>
    public StoreImage? Confirmed
    {
        get
        {
            lock (_gate)
            {
                return _isConfirmed ? _image : null;
            }
        }
    }

    /// <summary>Installs the database's whole state, unless the replica is confirmed to stand there or further.</summary>
    public void Install(StoreImage image, string source)
    {
        StorePosition? contradicted = null;
        bool isInstalled;
        lock (_gate)
        {
            if (_isConfirmed)
            {
                isInstalled = MoveOn(image);
            }
            else
            {
                contradicted = _isLoaded && Contradicts(image, _image, _source) ? _image.Position : null;
                isInstalled = !_isLoaded || !StoreImageComparison.AreEqual(_image, image);
                _isConfirmed = true;
                _source = StoreImageSource.Database;
                if (isInstalled)
                {
                    Replace(image);
                }
            }
        }

        if (contradicted is { } unconfirmed)
        {
            logger.UnconfirmedContradicted(unconfirmed, image.Position);
        }

        Count(isInstalled, source);
        Announce();
    }

    /// <summary>Installs a committed change if it starts exactly where the replica stands and the database has confirmed that.</summary>
    public void Advance(StoreDelta delta, string source)
    {
        bool isInstalled;
        lock (_gate)
        {
            // A position can be copied: a change that fits says nothing about the rows that a cache put below it.
            isInstalled = _isConfirmed && _image.Apply(delta) is { } next && MoveOn(next);
        }

        Count(isInstalled, source);
        Announce();
    }

    /// <summary>
    /// Installs an image that the database has not confirmed, as long as nothing is loaded. A cache's image also takes the place of one from
    /// a last-known-good file that is not ahead of it: the cache holds everything, the file is a floor under it.
    /// </summary>
    /// <returns><see langword="true"/> if it was installed.</returns>
    public bool Prime(StoreImage image, StoreImageSource source)
    {
        lock (_gate)
        {
            var isOverFile = !_isConfirmed && _source == StoreImageSource.LastKnownGood && source == StoreImageSource.Cache && image.Position >= _image.Position;
            if (_isLoaded && !isOverFile)
            {
                return false;
            }

            Replace(image);
            _source = source;
        }

        Count(true, source == StoreImageSource.Cache ? "cache" : "last_known_good");
        Announce();
        return true;
    }

    /// <summary>Replaces the image by the database's true state at the very same position.</summary>
    /// <returns><see langword="false"/> if the replica has moved meanwhile.</returns>
    public bool Correct(StoreImage truth, string source)
    {
        lock (_gate)
        {
            if (!_isConfirmed || _image.Position != truth.Position)
            {
                return false;
            }

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

    // A copy may be behind. One that is ahead is wrong, and so is a cache that holds other values at the same position; a last-known-good
    // file leaves rows out and keeps older ones on purpose.
    private static bool Contradicts(StoreImage truth, StoreImage copy, StoreImageSource source) =>
        truth.Position <= copy.Position
        && (truth.Position != copy.Position || (source == StoreImageSource.Cache && !StoreImageComparison.DifferentKeys(copy, truth).IsEmpty));

    private bool MoveOn(StoreImage image)
    {
        if (image.Position <= _image.Position)
        {
            return false;
        }

        Replace(image);
        return true;
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
