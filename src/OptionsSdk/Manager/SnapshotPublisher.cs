using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OptionsSdk.Changes;
using OptionsSdk.Settings;
using OptionsSdk.Store;

namespace OptionsSdk.Manager;

/// <summary>
/// Moves one manager from effective snapshot to effective snapshot. The next one is worked out beside the lock, because rules and hooks
/// are user code; the lock covers only the hand-over: snapshot, words, then events, so that whoever learns of a change can read it.
/// </summary>
internal sealed class SnapshotPublisher
{
    private readonly object _gate = new();
    private readonly ChangeHub<OptionChange> _changes;
    private readonly ChangeHub<OptionInvalidValue> _invalidValues;
    private readonly Func<IEnumerable<string>, SettingsReader?> _openSettings;
    private readonly ILogger _logger;
    private EffectiveSnapshot _current = new(
        StoreImage.Empty, ImmutableDictionary.Create<string, OptionSlot>(StringComparer.Ordinal), [], 0);

    public SnapshotPublisher(
        ChangeHub<OptionChange> changes,
        ChangeHub<OptionInvalidValue> invalidValues,
        Func<IEnumerable<string>, SettingsReader?> openSettings,
        ILogger logger)
    {
        _changes = changes;
        _invalidValues = invalidValues;
        _openSettings = openSettings;
        _logger = logger;
    }

    public EffectiveSnapshot Current => Volatile.Read(ref _current);

    /// <summary>
    /// Installs the store's current image; returns when typed reads see it. The image is asked for anew in each attempt and never handed
    /// in: a full reconcile may replace an image at the same position, so that only the store knows which of two is the later one.
    /// </summary>
    public void Install(OptionStore store) =>
        Update(current =>
        {
            var image = store.Image;
            return ReferenceEquals(image, current.Image) ? null : Evaluate(current with { Image = image }, current, null);
        });

    /// <summary>Reads settings anew.</summary>
    public void ReloadSettings() =>
        Update(current => Evaluate(
            current with { SettingsVersion = current.SettingsVersion + 1 }, current, _openSettings(current.Slots.Keys)));

    /// <summary>Adds options; the factory gets the index of the first and may be called more than once.</summary>
    public void Add(Func<EffectiveSnapshot, IReadOnlyList<OptionSlot>> makeSlots) =>
        Update(current =>
        {
            var slots = current.Slots.ToBuilder();
            var states = current.States.ToBuilder();
            var added = makeSlots(current);
            foreach (var slot in added)
            {
                slots.Add(slot.Key, slot);
            }

            var settings = _openSettings(slots.Keys);
            foreach (var slot in added)
            {
                states.Add(slot.Evaluate(current.Image, settings, null));
            }

            return current with { Slots = slots.ToImmutable(), States = states.ToImmutable() };
        });

    /// <summary>Removes an option; its index is not used again.</summary>
    public void Remove(Func<EffectiveSnapshot, OptionSlot> findSlot) =>
        Update(current => current with { Slots = current.Slots.Remove(findSlot(current).Key) });

    private static EffectiveSnapshot Evaluate(EffectiveSnapshot next, EffectiveSnapshot current, SettingsReader? settings)
    {
        ImmutableArray<OptionState>.Builder? states = null;
        foreach (var slot in next.Slots.Values)
        {
            var previous = current.States[slot.Index];
            var state = slot.Evaluate(next.Image, settings, previous);
            if (!ReferenceEquals(state, previous))
            {
                states ??= current.States.ToBuilder();
                states[slot.Index] = state;
            }
        }

        return states is null ? next : next with { States = states.ToImmutable() };
    }

    private void Update(Func<EffectiveSnapshot, EffectiveSnapshot?> makeNext)
    {
        while (true)
        {
            var current = Current;
            var next = makeNext(current);
            lock (_gate)
            {
                // Even "nothing to do" waits for a hand-over in progress: the caller may promise visibility when this returns.
                if (!ReferenceEquals(current, _current))
                {
                    continue;
                }

                if (next is not null)
                {
                    HandOver(current, next);
                }

                return;
            }
        }
    }

    private void HandOver(EffectiveSnapshot current, EffectiveSnapshot next)
    {
        Volatile.Write(ref _current, next);
        foreach (var slot in next.Slots.Values)
        {
            var previous = slot.Index < current.States.Length ? current.States[slot.Index] : null;
            var state = next.States[slot.Index];
            if (!ReferenceEquals(previous, state))
            {
                slot.Publish(state);
            }
        }

        // After all words, so that a handler sees every option of the new snapshot.
        foreach (var slot in next.Slots.Values)
        {
            var previous = slot.Index < current.States.Length ? current.States[slot.Index] : null;
            var state = next.States[slot.Index];
            if (ReferenceEquals(previous, state))
            {
                continue;
            }

            ReportInvalid(slot, previous, state);
            if (previous is not null && slot.Compare(previous, state, next.Image.Position.Revision) is { } change)
            {
                OptionMetrics.Changes.Add(1);
                _changes.Post(change);
            }
        }
    }

    private void ReportInvalid(OptionSlot slot, OptionState? previous, OptionState state)
    {
        if (state.RowError is { } rowError && !IsSameValue(state.Row!, previous?.Row))
        {
            Report(new(slot.Definition, OptionSource.Store, state.Row!.Revision, rowError));
        }

        if (state.DiskError is { } diskError && diskError != previous?.DiskError)
        {
            Report(new(slot.Definition, OptionSource.Disk, 0, diskError));
        }
    }

    // Not by reference: a whole image read anew brings the same bad row as another object, and its time may have another precision.
    private static bool IsSameValue(StoreRow row, StoreRow? previous) =>
        previous is not null && row.Revision == previous.Revision && row.Value == previous.Value;

    private void Report(OptionInvalidValue invalid)
    {
        OptionMetrics.InvalidValues.Add(1);
        ManagerLog.InvalidValue(_logger, invalid.Option.Key, invalid.Source, invalid.Revision, invalid.Error);
        _invalidValues.Post(invalid);
    }
}
