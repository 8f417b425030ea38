using OptionsSdk.Chaos.Nodes.Wrappers;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>A database that now and then leaves a changed row out: what the run must notice.</summary>
internal sealed class ForgetfulDatabase(IOptionDatabase inner) : DelegatingDatabase(inner)
{
    private int _deltas;

    public override async ValueTask<StoreDelta> ReadAsync(StorePosition since, CancellationToken cancellationToken = default)
    {
        var delta = await base.ReadAsync(since, cancellationToken);
        return delta is { IsFull: false, Rows.IsEmpty: false } && Interlocked.Increment(ref _deltas) % 20 == 0 ? delta with { Rows = delta.Rows.RemoveAt(0) } : delta;
    }
}
