namespace OptionsSdk.Chaos.Nodes.Commands;

/// <summary>What a node is told to do.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">Milliseconds, or the number that the answer repeats.</param>
public sealed record NodeCommand(NodeCommandKind Kind, int Number = 0);
