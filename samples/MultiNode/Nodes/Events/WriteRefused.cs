namespace MultiNode.Nodes.Events;

/// <summary>The node could not write a version.</summary>
internal sealed record WriteRefused(int Version, string Id, string Problem, long Started, long Ended) : NodeEvent;
