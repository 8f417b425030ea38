namespace MultiNode.Nodes.Events;

/// <summary>Reads of the node give this version from now on.</summary>
internal sealed record VersionSeen(int Version, long At) : NodeEvent;
