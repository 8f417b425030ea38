using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Nodes.Wrappers;

/// <summary>A database whose notifications a node may not hear.</summary>
public sealed class DeafDatabase(IOptionDatabase inner, Hearing hearing) : DelegatingDatabase(inner)
{
    public override ValueTask<IAsyncDisposable> WatchAsync(Action<long> onSignal, CancellationToken cancellationToken = default) =>
        base.WatchAsync(hearing.Around(onSignal), cancellationToken);
}
