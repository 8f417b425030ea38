using System.Text.Json.Serialization;
using OptionsSdk.Chaos.Nodes.Commands;
using OptionsSdk.Chaos.Nodes.Events;

namespace OptionsSdk.Chaos.Nodes;

/// <summary>The lines between a run and the processes of its nodes.</summary>
[JsonSerializable(typeof(NodeSettings))]
[JsonSerializable(typeof(NodeCommand))]
[JsonSerializable(typeof(NodeEvent))]
public sealed partial class NodeJson : JsonSerializerContext;
