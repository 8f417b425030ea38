namespace OptionsSdk;

/// <summary>
/// Several writes that become one revision, or nothing at all. Collects; <see cref="OptionManager.WriteAsync"/> checks and writes. Not
/// safe for concurrent use.
/// </summary>
public sealed class OptionBatch
{
    private readonly List<(string Key, Func<OptionManager, Manager.PendingWrite> Prepare)> _writes = [];

    internal IReadOnlyList<(string Key, Func<OptionManager, Manager.PendingWrite> Prepare)> Writes => _writes;

    /// <summary>Adds a new value for an option.</summary>
    /// <typeparam name="T">The type of the option's value.</typeparam>
    /// <param name="key">The option's typed key.</param>
    /// <param name="value">The new value.</param>
    /// <param name="expectedRevision">The revision that the stored value must have, 0 for "no stored value"; <see langword="null"/> for any.</param>
    /// <returns>This batch.</returns>
    [OptionWrite]
    public OptionBatch Set<T>(OptionKey<T> key, T value, long? expectedRevision = null)
    {
        _writes.Add((key.Name, manager => manager.Require<T>(key.Name).Prepare(value) with { ExpectedRevision = expectedRevision }));
        return this;
    }

    /// <summary>Adds a new value for an option, read from text by the option's type.</summary>
    /// <param name="key">The option's key.</param>
    /// <param name="text">The new value as text; empty text deletes unless the option allows empty texts.</param>
    /// <param name="expectedRevision">The revision that the stored value must have, 0 for "no stored value"; <see langword="null"/> for any.</param>
    /// <returns>This batch.</returns>
    [OptionWrite]
    public OptionBatch SetText([OptionKeyName] string key, string text, long? expectedRevision = null)
    {
        _writes.Add((key, manager => manager.PrepareText(key, text) with { ExpectedRevision = expectedRevision }));
        return this;
    }

    /// <summary>Adds the deletion of an option's stored value.</summary>
    /// <param name="key">The option's key.</param>
    /// <param name="expectedRevision">The revision that the stored value must have; <see langword="null"/> for any.</param>
    /// <returns>This batch.</returns>
    [OptionWrite(OptionOperation.Delete)]
    public OptionBatch Delete([OptionKeyName] string key, long? expectedRevision = null)
    {
        _writes.Add((key, manager => manager.RequireSlot(key).PrepareDelete() with { ExpectedRevision = expectedRevision }));
        return this;
    }
}
