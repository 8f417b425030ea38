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
    private readonly Func<TimeSpan> _findStaleness;
    private readonly ILogger _logger;

    public SnapshotPublisher(
        ChangeHub<OptionChange> changes,
        ChangeHub<OptionInvalidValue> invalidValues,
        Func<IEnumerable<string>, SettingsReader?> openSettings,
        ILogger logger,
        Func<TimeSpan>? findStaleness = null)
    {
        _changes = changes;
        _invalidValues = invalidValues;
        _openSettings = openSettings;
        _logger = logger;
        _findStaleness = findStaleness ?? (static () => TimeSpan.Zero);
    }

    /// <summary>Where the snapshot in force is found.</summary>
    public SnapshotHolder Holder { get; } = new(new(
        StoreImage.Empty, ImmutableDictionary.Create<string, OptionSlot>(StringComparer.Ordinal), []));

    public EffectiveSnapshot Current => Holder.Current;

    /// <summary>
    /// Installs the store's current image; returns when typed reads see it. The image is asked for anew in each attempt and never handed
    /// in: a full reconcile may replace an image at the same position, so that only the store knows which of two is the later one.
    /// </summary>
    public void Install(OptionStore store) =>
        Update(current =>
        {
            var image = store.Image;
            return ReferenceEquals(image, current.Image) ? null : Reevaluate(current, current with { Image = image }, null);
        });

    /// <summary>Reads settings anew.</summary>
    public void ReloadSettings() =>
        Update(current =>
        {
            var settings = _openSettings(current.Slots.Keys);
            return Reevaluate(current, current with { Settings = settings }, settings);
        });

    /// <summary>
    /// Lets stored values expire or return, as it is due. No other way judges it for options that are there already: whoever judges it looks
    /// again afterwards, so that a confirmation that comes meanwhile is never missed.
    /// </summary>
    /// <returns>What has expired and what has returned.</returns>
    public (IReadOnlyList<OptionSlot> Expired, IReadOnlyList<OptionSlot> Returned) Expire(OptionStore store)
    {
        var (expired, returned) = (new List<OptionSlot>(), new List<OptionSlot>());
        ILookup<bool, OptionSlot> turned;
        do
        {
            turned = Array.Empty<OptionSlot>().ToLookup(static _ => false);
            Update(current =>
            {
                var staleness = _findStaleness();
                turned = current.Expiring
                    .Where(slot => slot.Definition.IsExpired(staleness) != current[slot].IsExpired)
                    .ToLookup(slot => slot.Definition.IsExpired(staleness));
                return turned.Count == 0 ? null : Reevaluate(current, current with { Image = store.Image }, null, staleness);
            });
            expired.AddRange(turned[true]);
            returned.AddRange(turned[false]);
        }
        while (turned.Count > 0);

        return (expired, returned);
    }

    /// <summary>
    /// Adds options whose keys nobody knew before, so that settings are read anew with them; the factory gets the index of the first and may
    /// be called more than once.
    /// </summary>
    public void Add(Func<EffectiveSnapshot, IReadOnlyList<OptionSlot>> makeSlots) => Add(makeSlots, isKnown: false);

    /// <summary>Adds options whose keys were known when settings were read last; otherwise like <see cref="Add(Func{EffectiveSnapshot, IReadOnlyList{OptionSlot}})"/>.</summary>
    public void AddKnown(Func<EffectiveSnapshot, IReadOnlyList<OptionSlot>> makeSlots) => Add(makeSlots, isKnown: true);

    /// <summary>Removes an option; its index is not used again.</summary>
    public void Remove(Func<EffectiveSnapshot, OptionSlot> findSlot) =>
        Update(current =>
        {
            var slot = findSlot(current);
            return SnapshotHandOver.Between(current, current with { Slots = current.Slots.Remove(slot.Key), Expiring = current.Expiring.Remove(slot) });
        });

    private void Add(Func<EffectiveSnapshot, IReadOnlyList<OptionSlot>> makeSlots, bool isKnown) =>
        Update(current =>
        {
            var slots = current.Slots.ToBuilder();
            var states = current.States.ToBuilder();
            var added = makeSlots(current);
            foreach (var slot in added)
            {
                slots.Add(slot.Key, slot);
            }

            var settings = isKnown ? current.Settings : _openSettings(slots.Keys);
            var staleness = _findStaleness();
            foreach (var slot in added)
            {
                states.Add(slot.Evaluate(current.Image, settings, null, slot.Definition.IsExpired(staleness)));
            }

            var expiring = current.Expiring.AddRange(added.Where(static slot => slot.Definition.MaxStaleness is not null));
            return SnapshotHandOver.Adding(
                current with { Slots = slots.ToImmutable(), States = states.ToImmutable(), Settings = settings, Expiring = expiring }, added);
        });

    private static SnapshotHandOver Reevaluate(EffectiveSnapshot current, EffectiveSnapshot next, SettingsReader? settings, TimeSpan? staleness = null) =>
        SnapshotHandOver.Between(current, Evaluate(next, current, settings, staleness));

    private static EffectiveSnapshot Evaluate(EffectiveSnapshot next, EffectiveSnapshot current, SettingsReader? settings, TimeSpan? staleness)
    {
        ImmutableArray<OptionState>.Builder? states = null;
        foreach (var slot in next.Slots.Values)
        {
            var previous = current.States[slot.Index];
            var state = slot.Evaluate(next.Image, settings, previous, staleness is { } age ? slot.Definition.IsExpired(age) : previous.IsExpired);
            if (!ReferenceEquals(state, previous))
            {
                states ??= current.States.ToBuilder();
                states[slot.Index] = state;
            }
        }

        return states is null ? next : next with { States = states.ToImmutable() };
    }

    private void Update(Func<EffectiveSnapshot, SnapshotHandOver?> makeHandOver)
    {
        while (true)
        {
            var current = Current;
            var handOver = makeHandOver(current);
            lock (_gate)
            {
                // Even "nothing to do" waits for a hand-over in progress: the caller may promise visibility when this returns.
                if (!ReferenceEquals(current, Current))
                {
                    continue;
                }

                if (handOver is not null)
                {
                    HandOver(handOver);
                }
            }

            // Loggers and metric listeners are user code: they run when everything is handed over.
            if (handOver is not null)
            {
                Tell(handOver.Changes.Count, handOver.Invalid);
            }

            return;
        }
    }

    /// <summary>
    /// Readers of the words and readers of snapshots never see each other's future: while the snapshot is replaced, the words of changed
    /// options send their readers to it, so that all options change at once.
    /// </summary>
    private void HandOver(SnapshotHandOver handOver)
    {
        foreach (var slot in handOver.Changed)
        {
            slot.BeginPublishing();
        }

        Holder.Replace(handOver.Next);
        foreach (var slot in handOver.Changed)
        {
            slot.EndPublishing();
        }

        foreach (var change in handOver.Changes)
        {
            _changes.Post(change);
        }

        foreach (var invalid in handOver.Invalid)
        {
            _invalidValues.Post(invalid);
        }
    }

    private void Tell(int changes, IReadOnlyList<OptionInvalidValue> invalid)
    {
        OptionMetrics.Installed(changes, invalid.Count);
        try
        {
            foreach (var value in invalid)
            {
                ManagerLog.InvalidValue(_logger, value.Option.Key, value.Source, value.Revision, value.Error);
            }
        }
        catch (Exception)
        {
            // A logger that fails must not turn a committed write or a load into an error.
        }
    }
}
