using System.ComponentModel;
using OptionsSdk.Manager;

namespace OptionsSdk.Generated;

/// <summary>The values of a group's options at one moment, all of one revision. Immutable. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct OptionGroupSnapshot
{
    private readonly OptionSnapshot _snapshot;
    private readonly OptionSlot[] _slots;

    internal OptionGroupSnapshot(OptionSnapshot snapshot, OptionSlot[] slots)
    {
        _snapshot = snapshot;
        _slots = slots;
    }

    /// <summary>The store's revision that the values belong to.</summary>
    public long Revision => _snapshot.Revision;

    /// <summary>One option's value.</summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="ordinal">The option's ordinal in its group.</param>
    /// <returns>The value.</returns>
    public T Get<T>(int ordinal) => _snapshot.Get((OptionSlot<T>)_slots[ordinal]);
}
