namespace OptionsSdk.Chaos.Nodes.Events;

/// <summary>What a node counted since its start; told again and again, since a node may be killed.</summary>
/// <param name="Reads">Typed reads.</param>
/// <param name="SlowReads">How many of the reads that were timed took at least 2 to the power of the index nanoseconds, and less than twice as long.</param>
/// <param name="Installs">Images installed, by source.</param>
/// <param name="Unobserved">Exceptions of tasks that nobody looked at.</param>
public sealed record NodeTotals(long Reads, IReadOnlyList<long> SlowReads, IReadOnlyDictionary<string, long> Installs, IReadOnlyList<string> Unobserved) : NodeEvent;
