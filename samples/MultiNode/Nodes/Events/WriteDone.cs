namespace MultiNode.Nodes.Events;

/// <summary>The node wrote a version.</summary>
internal sealed record WriteDone(int Version, long Revision, bool CacheUpdated, long Started, long Ended) : NodeEvent;
