using OptionsSdk.Chaos.Nodes.Wrappers;
using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Runs;

/// <summary>A database that is read out of order: first the rows, and the head afterwards, as two statements would.</summary>
internal sealed class SkewedDatabase(IOptionDatabase inner) : DelegatingDatabase(inner)
{
    public override async ValueTask<StoreDelta> ReadAsync(StorePosition since, CancellationToken cancellationToken = default)
    {
        var rows = await base.ReadAsync(since, cancellationToken);
        var head = await base.ReadAsync(since, cancellationToken);
        return rows.IsFull || head.IsFull ? head : head with { Rows = rows.Rows };
    }
}
