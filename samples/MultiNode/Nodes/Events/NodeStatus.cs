namespace MultiNode.Nodes.Events;

/// <summary>Where a node stands. Without an answer of Redis there is no <paramref name="CacheRevision"/>.</summary>
internal sealed record NodeStatus(
    int Version,
    long Revision,
    long? CacheRevision,
    string Health,
    string Problems,
    long Checks,
    long Violations,
    IReadOnlyDictionary<string, long> Metrics) : NodeEvent;
