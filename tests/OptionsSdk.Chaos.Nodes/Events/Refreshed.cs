namespace OptionsSdk.Chaos.Nodes.Events;

/// <summary>The node asked for a state that is not older than its question.</summary>
/// <param name="Started">When it asked.</param>
/// <param name="Revision">What it got.</param>
public sealed record Refreshed(long Started, long Revision) : NodeEvent;
