using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.Manager;

/// <summary>
/// Who may write what (T46-T48), for sets and deletes alike. A verdict that depends on the stored row holds only for that row, and the
/// writer makes the row a precondition of the write.
/// </summary>
internal static class OptionWriteJudge
{
    /// <summary>Judges without looking at the store (T50). A frozen process judges nothing that it would need a newer image for.</summary>
    public static NotWritableReason JudgeFlags(OptionSlot slot, OptionChannel channel, bool isFrozen) =>
        JudgeFlags(slot.Definition, slot.State.IsOnDisk, channel) is var reason and not NotWritableReason.None ? reason
        : isFrozen ? NotWritableReason.Frozen
        : NotWritableReason.None;

    private static NotWritableReason JudgeFlags(OptionDefinition option, bool isOnDisk, OptionChannel channel) =>
        option.HasAny(OptionFlags.NoStore | OptionFlags.Immutable) ? NotWritableReason.ReadOnly
        : isOnDisk && option.HasAny(OptionFlags.PrioritizeDisk) ? NotWritableReason.OptionOnDisk
        : channel == OptionChannel.Admin && !option.HasAny(OptionFlags.AdminModifiable) ? NotWritableReason.ChannelNotAllowed
        : channel == OptionChannel.Automator && !option.HasAny(OptionFlags.AutomatorModifiable) ? NotWritableReason.ChannelNotAllowed
        : NotWritableReason.None;

    /// <summary>Judges against the stored row: the automator may not overwrite another channel's different value (T48).</summary>
    public static NotWritableReason JudgeDrift(StoreRow? row, string? newJson, OptionChannel channel) =>
        channel == OptionChannel.Automator && row is not null && row.Channel != OptionChannel.Automator && row.Value != newJson
            ? NotWritableReason.Drifted
            : NotWritableReason.None;

    /// <summary>Whether the verdict for a channel depends on the stored row.</summary>
    public static bool DependsOnRow(OptionChannel channel) => channel == OptionChannel.Automator;

    public static OptionNotWritableException Refuse(OptionDefinition option, NotWritableReason reason, OptionChannel channel) => reason switch
    {
        NotWritableReason.ReadOnly => new(
            option.Key, reason, "The option cannot be changed at run time.", $"Its flags are {option.Flags}.", "Change it in settings or in its declaration."),
        NotWritableReason.OptionOnDisk => new(
            option.Key, reason, "The option cannot be changed at run time because it is configured on disk.", "With PrioritizeDisk the value in settings wins.", "Remove it from settings first."),
        NotWritableReason.ChannelNotAllowed => new(
            option.Key, reason, $"The channel {channel} may not write the option.", $"Its flags are {option.Flags}.", "Write through another channel, or declare the option modifiable for this one."),
        NotWritableReason.Frozen => new(
            option.Key, reason, $"This process is frozen by the environment variable {StartupEnvironment.Freeze}.", "A frozen process stays with the options it has, and cannot judge what is stored now.", "Write through a process that is not frozen, or start this one without the variable."),
        _ => new(
            option.Key, reason, "The option has drifted and cannot be overwritten.", "The automator does not overwrite a different value that another channel wrote.", "Bring the automator's source up to date, or delete the stored value through another channel."),
    };
}
