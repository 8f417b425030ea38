using OptionsSdk.Chaos.Nodes.Wrappers;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>A cache whose whole images replace what is there, newer or not. Processes tolerate that by design, so only a look at Redis tells.</summary>
internal sealed class ForcefulCache(IOptionCache inner) : DelegatingCache(inner)
{
    public override async ValueTask<CacheApplyOutcome> PutAsync(StoreImage image, CancellationToken cancellationToken = default)
    {
        await ClearAsync(cancellationToken);
        return await base.PutAsync(image, cancellationToken);
    }
}
