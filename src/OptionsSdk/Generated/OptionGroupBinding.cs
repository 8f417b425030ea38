using System.ComponentModel;
using System.Runtime.CompilerServices;
using OptionsSdk.Errors;
using OptionsSdk.Manager;

namespace OptionsSdk.Generated;

/// <summary>
/// Ties the one bound instance of a group to its manager. Called by generated code; safe for concurrent use. Not for use by hand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OptionGroupBinding
{
    private readonly OptionManager _manager;
    private OptionSlot[]? _slots;

    internal OptionGroupBinding(OptionManager manager) => _manager = manager;

    /// <summary>
    /// The slow way of a read: an unbound instance answers the default, a bound one asks the option's slot, which also knows overrides.
    /// </summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="binding">The instance's binding, if it has one.</param>
    /// <param name="ordinal">The option's ordinal in its group.</param>
    /// <param name="fallback">The default.</param>
    /// <returns>The value.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Read<T>(OptionGroupBinding? binding, int ordinal, T fallback) =>
        binding?._slots is { } slots ? Unsafe.As<OptionSlot<T>>(slots[ordinal]).ReadSlow() : fallback;

    /// <summary>The binding of an instance that the manager made.</summary>
    /// <param name="binding">The instance's binding, if it has one.</param>
    /// <param name="group">The group, for the error.</param>
    /// <returns>The binding.</returns>
    /// <exception cref="OptionRegistrationException">The instance was not made by a manager.</exception>
    public static OptionGroupBinding Require(OptionGroupBinding? binding, Type group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return binding ?? throw new OptionRegistrationException(
            OptionErrorIds.UnknownGroup,
            null,
            $"This instance of '{group}' belongs to no manager.",
            "Only the instance that a manager made can be written, watched and captured.",
            "Inject the group, or take it from OptionManager.Group<T>().");
    }

    /// <summary>Captures the group's values of one moment.</summary>
    /// <returns>The values.</returns>
    public OptionGroupSnapshot Capture() => new(_manager.CaptureDeclared(), Slots);

    /// <summary>Writes an option.</summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="ordinal">The option's ordinal in its group.</param>
    /// <param name="value">The new value.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="because">Why.</param>
    /// <param name="channel">Through which door.</param>
    /// <param name="expectedRevision">The revision that the stored value must have, 0 for none; any if <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the write before it is committed.</param>
    /// <returns>What became of the write.</returns>
    public ValueTask<OptionWriteResult> SetAsync<T>(int ordinal, T value, string? by, string? because, OptionChannel channel, long? expectedRevision, CancellationToken cancellationToken) =>
        _manager.SetAsync((OptionSlot<T>)Slots[ordinal], value, expectedRevision, new OptionWriteContext(by, because, channel), cancellationToken);

    /// <summary>Deletes an option's stored value.</summary>
    /// <param name="ordinal">The option's ordinal in its group.</param>
    /// <param name="by">Who deletes.</param>
    /// <param name="because">Why.</param>
    /// <param name="channel">Through which door.</param>
    /// <param name="expectedRevision">The revision that the stored value must have, 0 for none; any if <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the delete before it is committed.</param>
    /// <returns>What became of the delete.</returns>
    public ValueTask<OptionWriteResult> DeleteAsync(int ordinal, string? by, string? because, OptionChannel channel, long? expectedRevision, CancellationToken cancellationToken) =>
        _manager.DeleteAsync(Slots[ordinal], expectedRevision, new OptionWriteContext(by, because, channel), cancellationToken);

    /// <summary>Follows an option's changes.</summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="ordinal">The option's ordinal in its group.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>The changes.</returns>
    public IAsyncEnumerable<OptionChange<T>> WatchAsync<T>(int ordinal, CancellationToken cancellationToken) =>
        _manager.WatchAsync((OptionSlot<T>)Slots[ordinal], cancellationToken);

    internal OptionSlot[] Slots => Volatile.Read(ref _slots) ?? throw new InvalidOperationException("The group is being declared.");

    internal void Complete(OptionSlot[] slots) => Volatile.Write(ref _slots, slots);
}
