using System.Text.Json.Serialization;
using MultiNode.Nodes.Events;

namespace MultiNode.Nodes;

/// <summary>The lines between the nodes and the demonstration.</summary>
[JsonSerializable(typeof(NodeEvent))]
internal sealed partial class NodeJson : JsonSerializerContext;
