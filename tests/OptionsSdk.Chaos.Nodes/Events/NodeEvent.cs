using System.Text.Json.Serialization;

namespace OptionsSdk.Chaos.Nodes.Events;

/// <summary>What happened in a node. Times are timestamps of the machine's monotonic clock, the same in every process.</summary>
[JsonDerivedType(typeof(NodeStarted), "started")]
[JsonDerivedType(typeof(ImageInstalled), "image")]
[JsonDerivedType(typeof(WriteBegun), "begun")]
[JsonDerivedType(typeof(WriteEnded), "ended")]
[JsonDerivedType(typeof(Refreshed), "refreshed")]
[JsonDerivedType(typeof(RuleBroken), "broken")]
[JsonDerivedType(typeof(NodeStanding), "standing")]
[JsonDerivedType(typeof(NodeTotals), "totals")]
public abstract record NodeEvent;
