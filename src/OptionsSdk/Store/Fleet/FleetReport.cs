using System.Collections.Immutable;

namespace OptionsSdk.Store;

/// <summary>Where the processes of a fleet stand.</summary>
/// <param name="Revision">The revision that was asked for.</param>
/// <param name="Nodes">The processes that are alive, ordered by name.</param>
public sealed record FleetReport(long Revision, ImmutableArray<FleetNode> Nodes)
{
    /// <summary>The processes that have not reached the revision.</summary>
    public ImmutableArray<FleetNode> Behind => [.. Nodes.Where(node => node.Position.Revision < Revision)];

    /// <summary>
    /// Whether every process that is alive has reached the revision. A fleet of which nobody is known is not complete: no process has joined it.
    /// </summary>
    public bool IsComplete => !Nodes.IsEmpty && Behind.IsEmpty;
}
