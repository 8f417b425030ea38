using System.Collections.Immutable;
using OptionsSdk.Errors;
using OptionsSdk.Settings;
using OptionsSdk.Store;

namespace OptionsSdk.Manager;

/// <summary>
/// The layers applied and typed: which options there are, the image they were judged against, and each option's state. Immutable; a new
/// one for every new image, settings reload and registration.
/// </summary>
/// <param name="Image">The store's image.</param>
/// <param name="Slots">The registered options by key.</param>
/// <param name="States">The states by slot index; indexes of unregistered options keep their last state.</param>
internal sealed record EffectiveSnapshot(
    StoreImage Image,
    ImmutableDictionary<string, OptionSlot> Slots,
    ImmutableArray<OptionState> States)
{
    /// <summary>The settings as they were read last, for options that are declared later; null without settings.</summary>
    public SettingsReader? Settings { get; init; }

    /// <summary>The registered options whose stored values expire.</summary>
    public ImmutableArray<OptionSlot> Expiring { get; init; } = [];

    public OptionState this[OptionSlot slot] => States[slot.Index];

    public OptionSlot? Find(string key) => Slots.GetValueOrDefault(key);

    public OptionSlot Require(string key) => Find(key) ?? throw Unknown(key);

    public OptionSlot<T> Require<T>(string key) => RequireType<T>(Require(key));

    public static OptionSlot<T> RequireType<T>(OptionSlot slot) =>
        slot as OptionSlot<T> ?? throw new OptionValueException(
            OptionErrorIds.WrongType,
            slot.Key,
            $"The option holds {slot.Definition.TypeName} ('{slot.Definition.ValueType}'), not '{typeof(T)}'.",
            "A value is read and written in exactly the option's type; nothing is coerced.",
            "Use the generated accessor or typed key.");

    public static OptionUnknownException Unknown(string key) =>
        new(
            OptionErrorIds.UnknownOption,
            key,
            "The option is not registered.",
            "Only declared or registered options can be read, written and explained.",
            "Declare it in an option group, register it, or correct the key.");
}
