using System.Text.Json.Serialization;

namespace MultiNode.Nodes.Events;

/// <summary>What a node tells, one line of JSON each. Times are timestamps of the machine's monotonic clock, the same in every process.</summary>
[JsonDerivedType(typeof(NodeReady), "ready")]
[JsonDerivedType(typeof(VersionSeen), "seen")]
[JsonDerivedType(typeof(WriteDone), "written")]
[JsonDerivedType(typeof(WriteRefused), "refused")]
[JsonDerivedType(typeof(NodeStatus), "status")]
internal abstract record NodeEvent;
