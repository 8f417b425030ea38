namespace OptionsSdk.Chaos.Nodes.Events;

/// <summary>The node's store has started, whether the database answered or not.</summary>
public sealed record NodeStarted : NodeEvent;
