using OptionsSdk.Manager;

namespace OptionsSdk.Overrides;

/// <summary>Closes one override, once, from any flow and in any order.</summary>
internal sealed class OptionOverride<T>(OptionSlot<T> slot, OverrideStack stack, OverrideNode node) : IDisposable
{
    private int _disposed;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            stack.Pop(node);
            slot.CloseOverride();
        }
    }
}
