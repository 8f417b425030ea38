using System.Collections.Immutable;

namespace OptionsSdk.Tests.UserTypes;

/// <summary>A type that contains itself.</summary>
public sealed record Node(string Name, ImmutableArray<Node> Children = default);
