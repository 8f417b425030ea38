namespace OptionsSdk.Manager;

/// <summary>Where the effective snapshot in force is found. Written by one publisher, read by everybody without a lock.</summary>
internal sealed class SnapshotHolder(EffectiveSnapshot initial)
{
    private EffectiveSnapshot _current = initial;

    public EffectiveSnapshot Current => Volatile.Read(ref _current);

    public void Replace(EffectiveSnapshot next) => Volatile.Write(ref _current, next);
}
