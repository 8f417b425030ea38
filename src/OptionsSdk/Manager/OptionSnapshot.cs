using OptionsSdk.Errors;
using OptionsSdk.Generated;
using OptionsSdk.Manager;
using OptionsSdk.Overrides;

namespace OptionsSdk;

/// <summary>
/// The values of all options at one moment, all of one revision of the store and one reload of settings. Immutable and safe for
/// concurrent use; holding one costs memory, not speed.
/// </summary>
public sealed class OptionSnapshot
{
    private readonly EffectiveSnapshot _effective;
    private readonly CapturedOverrides? _overrides;

    internal OptionSnapshot(EffectiveSnapshot effective, CapturedOverrides? overrides)
    {
        _effective = effective;
        _overrides = overrides;
    }

    /// <summary>The store's revision that the values belong to; 0 before the first load.</summary>
    public long Revision => _effective.Image.Position.Revision;

    /// <summary>One option's value.</summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="key">The option's typed key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="OptionUnknownException">The key was not registered at that moment.</exception>
    /// <exception cref="OptionValueException">The option is of another type.</exception>
    public T Get<T>(OptionKey<T> key) => Get(_effective.Require<T>(key.Name));

    internal T Get<T>(OptionSlot<T> slot)
    {
        slot.NoteRead();
        return _overrides?.Find(slot) is { } box ? ((OptionBox<T>)box).Value : ((OptionState<T>)_effective[slot]).Value;
    }
}
