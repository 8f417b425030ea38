using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OptionsSdk.Store;

/// <summary>
/// A cache in this process' memory: a replica at one revision, with entries named by <see cref="OptionCacheKey"/>. Safe for concurrent
/// use; several stores of one process may share it and then hear of each other's changes at once. Work is done on the caller's thread.
/// </summary>
public sealed class MemoryOptionCache : IOptionCache, IOptionChangeSignal
{
    /// <summary>The largest number of keys remembered without an image; above it the cache starts anew.</summary>
    internal const int MaximumEntries = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoreRowRead> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _leases = new(StringComparer.Ordinal);
    private readonly List<Watch> _watches = [];
    private readonly ILogger _logger;
    private Dictionary<string, StoreRow>? _rowsByName;
    private StoreImage? _image;
    private long _lastLease;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="logger">Told of watchers that fail.</param>
    public MemoryOptionCache(ILogger<MemoryOptionCache>? logger = null) => _logger = logger ?? NullLogger<MemoryOptionCache>.Instance;

    /// <inheritdoc/>
    public string Name => "memory";

    /// <inheritdoc/>
    public ValueTask<CacheLookup> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        var name = OptionCacheKey.For(key);
        lock (_gate)
        {
            // An entry is kept beside an image only while it is newer.
            if (_entries.TryGetValue(name, out var read))
            {
                return new(Answer(read.Row));
            }

            if (_rowsByName is not null)
            {
                return new(Answer(_rowsByName.GetValueOrDefault(name)));
            }

            if (!_leases.TryGetValue(name, out var lease))
            {
                MakeRoom();
                lease = ++_lastLease;
                _leases[name] = lease;
            }

            return new(new CacheLookup(CacheLookupKind.Miss, null, lease));
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> FillAsync(string key, StoreRowRead read, long lease, CancellationToken cancellationToken = default)
    {
        var name = OptionCacheKey.For(key);
        lock (_gate)
        {
            if (!_leases.TryGetValue(name, out var current) || current != lease)
            {
                return new(false);
            }

            if (_entries.TryGetValue(name, out var known) && known.Position >= read.Position)
            {
                return new(false);
            }

            _entries[name] = read;
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<StorePosition?> ReadPositionAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return new(_image?.Position);
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoreImage?> ReadAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return new(_image);
        }
    }

    /// <inheritdoc/>
    public ValueTask<CacheApplyOutcome> ApplyAsync(StoreDelta delta, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delta);
        if (delta.IsFull)
        {
            return PutAsync(StoreImage.From(delta.To, delta.Rows.AsSpan()), cancellationToken);
        }

        lock (_gate)
        {
            // Even a delta that does not fit proves that these keys were written: what was read before must not come back (S68, S69).
            foreach (var row in delta.Rows)
            {
                Revoke(OptionCacheKey.For(row.Key), delta.To);
            }

            if (_image is null)
            {
                return new(CacheApplyOutcome.Empty);
            }

            if (_image.Position >= delta.To)
            {
                return new(CacheApplyOutcome.AlreadyNewer);
            }

            if (_image.Apply(delta) is not { } next)
            {
                return new(CacheApplyOutcome.DoesNotFit);
            }

            _image = next;
            foreach (var row in delta.Rows)
            {
                var name = OptionCacheKey.For(row.Key);
                if (row.IsDeleted)
                {
                    _rowsByName!.Remove(name);
                }
                else
                {
                    _rowsByName![name] = row;
                }
            }

            DropEntriesUpTo(next.Position);
        }

        Signal(delta.To.Revision);
        return new(CacheApplyOutcome.Applied);
    }

    /// <inheritdoc/>
    public ValueTask<CacheApplyOutcome> PutAsync(StoreImage image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        var rows = image.Rows.Values.ToDictionary(row => OptionCacheKey.For(row.Key), StringComparer.Ordinal);
        lock (_gate)
        {
            if (_image is not null && _image.Position >= image.Position)
            {
                return new(CacheApplyOutcome.AlreadyNewer);
            }

            _image = image;
            _rowsByName = rows;
            _leases.Clear();
            DropEntriesUpTo(image.Position);
        }

        Signal(image.Position.Revision);
        return new(CacheApplyOutcome.Applied);
    }

    /// <inheritdoc/>
    public ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        Clear();
        return ValueTask.CompletedTask;
    }

    /// <summary>Loses everything, as a restarted cache server does.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Forget();
        }
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(onSignal);
        var watch = new Watch(this, onSignal);
        lock (_gate)
        {
            _watches.Add(watch);
        }

        return new(watch);
    }

    private static CacheLookup Answer(StoreRow? row) =>
        row is null ? new(CacheLookupKind.Absent, null, 0) : new(CacheLookupKind.Hit, row, 0);

    private void Revoke(string name, StorePosition position)
    {
        _leases.Remove(name);
        if (_entries.TryGetValue(name, out var read) && read.Position < position)
        {
            _entries.Remove(name);
        }
    }

    private void DropEntriesUpTo(StorePosition position)
    {
        foreach (var (name, read) in _entries)
        {
            if (read.Position <= position)
            {
                // Removing while enumerating is allowed for this one operation.
                _entries.Remove(name);
            }
        }
    }

    private void MakeRoom()
    {
        if (_leases.Count >= MaximumEntries)
        {
            Forget();
        }
    }

    private void Forget()
    {
        _image = null;
        _rowsByName = null;
        _entries.Clear();
        _leases.Clear();
    }

    private void Signal(long revision)
    {
        if (revision == 0)
        {
            // The state before the first commit is news to nobody, and 0 would say that the revision is not known.
            return;
        }

        Watch[] watches;
        lock (_gate)
        {
            watches = [.. _watches];
        }

        foreach (var watch in watches)
        {
            try
            {
                watch.OnSignal(revision);
            }
            catch (Exception exception)
            {
                // The cache has moved already; a watcher cannot undo that.
                _logger.WatchFailed(Name, exception);
            }
        }
    }

    private sealed class Watch(MemoryOptionCache cache, Action<long> onSignal) : IAsyncDisposable
    {
        public Action<long> OnSignal => onSignal;

        public ValueTask DisposeAsync()
        {
            lock (cache._gate)
            {
                cache._watches.Remove(this);
            }

            return ValueTask.CompletedTask;
        }
    }
}
