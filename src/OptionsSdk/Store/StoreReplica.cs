using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace OptionsSdk.Store;

/// <summary>
/// The process' replica and those who follow it. A confirmed image is replaced only by one of a higher position; one that came from a
/// cache while the database was away proves nothing, neither by its position nor by its rows, and gives way to the database's whole state.
/// </summary>
internal sealed class StoreReplica(ILogger logger)
{
    // A plain object: System.Threading.Lock is not modelled by schedule explorers that test this class.
    private readonly object _gate = new();
    private readonly object _announcing = new();
    private readonly Queue<Announcement> _announcements = new();
    private ImmutableArray<Subscription> _subscriptions = [];
    private volatile StoreImage _image = StoreImage.Empty;
    private volatile bool _isLoaded;
    private volatile bool _isConfirmed;
    private bool _isAnnouncing;

    public StoreImage Image => _image;

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
                contradicted = _isLoaded && Contradicts(image, _image) ? _image.Position : null;
                isInstalled = !_isLoaded || !StoreImageComparison.AreEqual(_image, image);
                _isConfirmed = true;
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

    /// <summary>Installs a cache's image as long as nothing is loaded.</summary>
    /// <returns><see langword="true"/> if it was installed.</returns>
    public bool Prime(StoreImage image, string source)
    {
        lock (_gate)
        {
            if (_isLoaded)
            {
                return false;
            }

            Replace(image);
        }

        Count(true, source);
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

    private static void Count(bool isInstalled, string source)
    {
        if (isInstalled)
        {
            StoreMetrics.Installed(source);
        }
    }

    // A cache may be behind. One that is ahead, or that holds other values at the same position, is wrong.
    private static bool Contradicts(StoreImage truth, StoreImage cached) =>
        truth.Position <= cached.Position
        && (truth.Position != cached.Position || !StoreImageComparison.DifferentKeys(cached, truth).IsEmpty);

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
