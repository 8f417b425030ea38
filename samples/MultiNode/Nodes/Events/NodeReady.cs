namespace MultiNode.Nodes.Events;

/// <summary>The node has started.</summary>
internal sealed record NodeReady(int ProcessId) : NodeEvent;
