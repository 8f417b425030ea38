namespace OptionsSdk.Chaos.Nodes.Events;

/// <summary>The node itself saw what must never be.</summary>
/// <param name="What">What it saw.</param>
public sealed record RuleBroken(string What) : NodeEvent;
