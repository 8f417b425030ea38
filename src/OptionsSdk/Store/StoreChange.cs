namespace OptionsSdk.Store;

/// <summary>One entry of the change log. Values of secrets are never in it.</summary>
/// <param name="Key">The option's key.</param>
/// <param name="Revision">The revision that made the change.</param>
/// <param name="ChangeId">The identity of the change.</param>
/// <param name="OldValue">The value before as JSON text; <see langword="null"/> if there was none or it was written as a secret.</param>
/// <param name="NewValue">The value after as JSON text; <see langword="null"/> if it was deleted or is secret.</param>
/// <param name="IsDeletion">Whether the option's value was deleted.</param>
/// <param name="IsSecret">Whether the values were left out because they are secret.</param>
/// <param name="Channel">Through which door the change came.</param>
/// <param name="Actor">Who made it, if known.</param>
/// <param name="Reason">Why, if known.</param>
/// <param name="At">When, UTC.</param>
public sealed record StoreChange(
    string Key,
    long Revision,
    Guid ChangeId,
    string? OldValue,
    string? NewValue,
    bool IsDeletion,
    bool IsSecret,
    OptionChannel Channel,
    string? Actor,
    string? Reason,
    DateTime At)
{
    /// <summary>Names key and revision only.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() => $"{Key}@{Revision}";
}
