namespace OptionsSdk.Manager;

/// <summary>
/// What taking one effective snapshot for another means: which options change, what is to be told of it. Worked out beside the lock, since
/// comparing values makes their JSON; worth nothing once a third snapshot is in force.
/// </summary>
/// <param name="Next">The snapshot to be put in force.</param>
/// <param name="Changed">The options whose state is another.</param>
/// <param name="Changes">The real changes of their values.</param>
/// <param name="Invalid">The values that do not fit and were not told of before.</param>
internal sealed record SnapshotHandOver(
    EffectiveSnapshot Next,
    IReadOnlyList<OptionSlot> Changed,
    IReadOnlyList<OptionChange> Changes,
    IReadOnlyList<OptionInvalidValue> Invalid)
{
    /// <summary>The hand-over of options that are new, which is no change of any other.</summary>
    public static SnapshotHandOver Adding(EffectiveSnapshot next, IReadOnlyList<OptionSlot> added)
    {
        var invalid = new List<OptionInvalidValue>();
        foreach (var slot in added)
        {
            invalid.AddRange(slot.FindInvalid(next[slot], null));
        }

        return new(next, added, [], invalid);
    }

    /// <summary>The hand-over from one snapshot to another with the same options or fewer.</summary>
    public static SnapshotHandOver Between(EffectiveSnapshot current, EffectiveSnapshot next)
    {
        var (changed, changes, invalid) = (new List<OptionSlot>(), new List<OptionChange>(), new List<OptionInvalidValue>());
        foreach (var slot in next.Slots.Values)
        {
            var (previous, state) = (current[slot], next[slot]);
            if (ReferenceEquals(previous, state))
            {
                continue;
            }

            changed.Add(slot);
            invalid.AddRange(slot.FindInvalid(state, previous));
            if (slot.Compare(previous, state, next.Image.Position.Revision) is { } change)
            {
                changes.Add(change);
            }
        }

        return new(next, changed, changes, invalid);
    }
}
