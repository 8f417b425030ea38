namespace OptionsSdk.Manager;

/// <summary>One option's part of a write that was checked but not yet judged against the store.</summary>
/// <param name="Slot">The option.</param>
/// <param name="Json">The new value as canonical JSON, or null to delete.</param>
internal readonly record struct PendingWrite(OptionSlot Slot, string? Json)
{
    /// <summary>What the writer expects of the stored row; null for nothing.</summary>
    public long? ExpectedRevision { get; init; }
}
