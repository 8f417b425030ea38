using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Nodes.Wrappers;

/// <summary>A cache that does what another one does, as far as nobody says otherwise.</summary>
public abstract class DelegatingCache(IOptionCache inner) : IOptionCache, IOptionChangeSignal
{
    public string Name => inner.Name;

    public string? Namespace => inner.Namespace;

    public OptionCacheMode Mode => inner.Mode;

    public bool IsTrusted => inner.IsTrusted;

    public ValueTask<CacheLookup> GetAsync(string key, CancellationToken cancellationToken = default) => inner.GetAsync(key, cancellationToken);

    public ValueTask<bool> FillAsync(string key, StoreRowRead read, long lease, CancellationToken cancellationToken = default) =>
        inner.FillAsync(key, read, lease, cancellationToken);

    public ValueTask<StorePosition?> ReadPositionAsync(CancellationToken cancellationToken = default) => inner.ReadPositionAsync(cancellationToken);

    public ValueTask<StoreImage?> ReadAsync(CancellationToken cancellationToken = default) => inner.ReadAsync(cancellationToken);

    public ValueTask<CacheApplyOutcome> ApplyAsync(StoreDelta delta, CancellationToken cancellationToken = default) => inner.ApplyAsync(delta, cancellationToken);

    public virtual ValueTask<CacheApplyOutcome> PutAsync(StoreImage image, CancellationToken cancellationToken = default) => inner.PutAsync(image, cancellationToken);

    public ValueTask ClearAsync(CancellationToken cancellationToken = default) => inner.ClearAsync(cancellationToken);

    public virtual ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken = default) =>
        ((IOptionChangeSignal)inner).WatchAsync(onSignal, cancellationToken);
}
