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
    public static SnapshotHandOver Between(EffectiveSnapshot current, EffectiveSnapshot next)
    {
        var (changed, changes, invalid) = (new List<OptionSlot>(), new List<OptionChange>(), new List<OptionInvalidValue>());
        foreach (var slot in next.Slots.Values)
        {
            var previous = slot.Index < current.States.Length ? current.States[slot.Index] : null;
            var state = next[slot];
            if (ReferenceEquals(previous, state))
            {
                continue;
            }

            changed.Add(slot);
            invalid.AddRange(slot.FindInvalid(state, previous));
            if (previous is not null && slot.Compare(previous, state, next.Image.Position.Revision) is { } change)
            {
                changes.Add(change);
            }
        }

        return new(next, changed, changes, invalid);
    }
}
