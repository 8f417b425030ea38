using OptionsSdk.Manager;

namespace OptionsSdk.Overrides;

/// <summary>One open override in a flow's stack. Nodes are shared by every flow that inherited them; closing one closes it for all.</summary>
internal sealed class OverrideNode(OptionSlot slot, object box, OverrideNode? parent)
{
    private volatile bool _isClosed;

    public OptionSlot Slot { get; } = slot;

    public object Box { get; } = box;

    public OverrideNode? Parent { get; } = parent;

    public bool IsClosed => _isClosed;

    public void Close() => _isClosed = true;
}
