using OptionsSdk.Manager;

namespace OptionsSdk.Overrides;

/// <summary>The open overrides of one manager: a linked stack that every asynchronous flow inherits.</summary>
internal sealed class OverrideStack
{
    private readonly AsyncLocal<OverrideNode?> _top = new();
    private int _open;

    /// <summary>The innermost open value of an option in the current flow, or null.</summary>
    public object? Find(OptionSlot slot)
    {
        for (var node = _top.Value; node is not null; node = node.Parent)
        {
            if (ReferenceEquals(node.Slot, slot) && !node.IsClosed)
            {
                return node.Box;
            }
        }

        return null;
    }

    /// <summary>The current flow's open overrides, or null if there is none.</summary>
    public CapturedOverrides? Capture() => Volatile.Read(ref _open) == 0 ? null : CapturedOverrides.From(_top.Value);

    public OverrideNode Push(OptionSlot slot, object box)
    {
        var node = new OverrideNode(slot, box, FirstOpen(_top.Value));
        Interlocked.Increment(ref _open);
        _top.Value = node;
        return node;
    }

    public void Pop(OverrideNode node)
    {
        node.Close();
        Interlocked.Decrement(ref _open);

        // Only tidies the disposing flow; other flows find the node closed.
        _top.Value = FirstOpen(_top.Value);
    }

    private static OverrideNode? FirstOpen(OverrideNode? node)
    {
        while (node is { IsClosed: true })
        {
            node = node.Parent;
        }

        return node;
    }
}
