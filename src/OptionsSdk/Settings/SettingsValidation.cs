using OptionsSdk.Errors;
using OptionsSdk.Manager;

namespace OptionsSdk.Settings;

/// <summary>Which settings stop a start (S57, S59): wrong values, ambiguous values, and values of store-only options.</summary>
internal static class SettingsValidation
{
    public static void RequireValid(EffectiveSnapshot snapshot)
    {
        foreach (var slot in snapshot.Slots.Values.OrderBy(static slot => slot.Key, StringComparer.Ordinal))
        {
            RequireValid(slot, snapshot[slot]);
        }
    }

    public static void RequireValid(OptionSlot slot, OptionState state)
    {
        if (state.IsOnDisk && slot.Definition.HasAny(OptionFlags.StoreOnly))
        {
            throw new OptionSettingsException(
                OptionErrorIds.SettingNotAllowed,
                slot.Key,
                "The option is not allowed in settings.",
                "A store-only option lives in the store alone.",
                "Remove it from settings and write it at run time.");
        }

        if (state is { IsDiskAmbiguous: true, DiskError: { } places })
        {
            throw new OptionSettingsException(
                OptionErrorIds.AmbiguousSetting,
                slot.Key,
                $"The option {places}.",
                "An option has one place in settings.",
                "Remove one of the two.");
        }

        if (state.DiskError is { } error)
        {
            throw new OptionSettingsException(
                OptionErrorIds.InvalidSetting,
                slot.Key,
                $"The value in settings {error}.",
                $"The option holds {slot.Definition.TypeName}.",
                "Correct the setting or remove it.");
        }
    }
}
