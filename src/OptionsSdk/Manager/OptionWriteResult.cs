namespace OptionsSdk;

/// <summary>What became of a write that succeeded. A write that does not succeed throws.</summary>
/// <param name="Revision">The store's revision after the write.</param>
/// <param name="LocallyVisible">Whether this process' typed reads already see it; never while it is pinned.</param>
/// <param name="CacheUpdated">Whether the shared cache already holds it (S49); if not, the sync tick repairs it.</param>
/// <param name="Changed">Whether the store was changed: a delete of an option that has no value changes nothing (S53).</param>
public readonly record struct OptionWriteResult(long Revision, bool LocallyVisible, bool CacheUpdated, bool Changed);
