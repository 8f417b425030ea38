namespace OptionsSdk.Chaos.Nodes.Events;

/// <summary>A write begins. A node that is killed never tells how it ended.</summary>
/// <param name="ChangeId">The identity of the change.</param>
/// <param name="Started">When.</param>
public sealed record WriteBegun(Guid ChangeId, long Started) : NodeEvent;
