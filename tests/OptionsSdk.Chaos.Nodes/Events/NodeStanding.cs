using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Nodes.Events;

/// <summary>Where a node stands.</summary>
/// <param name="Number">The number of the question.</param>
/// <param name="Position">The position of its image.</param>
/// <param name="Source">Where the image is from.</param>
/// <param name="Values">What typed reads give, options without a value left out.</param>
public sealed record NodeStanding(int Number, StorePosition Position, StoreImageSource Source, IReadOnlyDictionary<string, string> Values) : NodeEvent;
