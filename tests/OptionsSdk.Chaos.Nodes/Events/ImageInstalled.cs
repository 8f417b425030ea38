using OptionsSdk.Store;

namespace OptionsSdk.Chaos.Nodes.Events;

/// <summary>The node serves an image from now on.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Values">All that it holds.</param>
public sealed record ImageInstalled(StorePosition Position, IReadOnlyDictionary<string, string> Values) : NodeEvent
{
    /// <summary>Tells of an image.</summary>
    public static ImageInstalled Of(StoreImage image) =>
        new(image.Position, image.Rows.ToDictionary(static row => row.Key, static row => row.Value.Value!, StringComparer.Ordinal));
}
