using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Nodes.Wrappers;

/// <summary>A cache whose notifications a node may not hear.</summary>
public sealed class DeafCache(IOptionCache inner, Hearing hearing) : DelegatingCache(inner)
{
    public override ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken = default) =>
        base.WatchAsync(hearing.Around(onSignal), cancellationToken);
}
