using OptionsSdk.Manager;

namespace OptionsSdk.Overrides;

/// <summary>The overrides that were open in a flow when a snapshot was captured; they stay part of that snapshot.</summary>
internal sealed class CapturedOverrides
{
    private readonly Dictionary<OptionSlot, object> _boxes;

    private CapturedOverrides(Dictionary<OptionSlot, object> boxes) => _boxes = boxes;

    public static CapturedOverrides? From(OverrideNode? top)
    {
        Dictionary<OptionSlot, object>? boxes = null;
        for (var node = top; node is not null; node = node.Parent)
        {
            if (!node.IsClosed)
            {
                boxes ??= [];
                boxes.TryAdd(node.Slot, node.Box);
            }
        }

        return boxes is null ? null : new(boxes);
    }

    public object? Find(OptionSlot slot) => _boxes.GetValueOrDefault(slot);
}
