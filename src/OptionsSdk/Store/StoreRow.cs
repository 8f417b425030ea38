namespace OptionsSdk.Store;

/// <summary>
/// One option's raw state as the database holds it at a revision: known to this process or not, valid or not. Immutable.
/// </summary>
/// <param name="Key">The option's key.</param>
/// <param name="Value">The value as JSON text, or <see langword="null"/> if the row records a deletion.</param>
/// <param name="Revision">The revision that wrote the row.</param>
/// <param name="UpdatedAt">When it was written, UTC; for people, never for order.</param>
/// <param name="UpdatedBy">Who wrote it, if the writer said so.</param>
/// <param name="Channel">Through which door it was written.</param>
/// <param name="Reason">Why it was written, if the writer said so.</param>
public sealed record StoreRow(
    string Key,
    string? Value,
    long Revision,
    DateTime UpdatedAt,
    string? UpdatedBy,
    OptionChannel Channel,
    string? Reason)
{
    /// <summary>Says whether the row records a deletion.</summary>
    public bool IsDeleted => Value is null;

    /// <summary>Names key and revision only: a row may hold a credential.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() => $"{Key}@{Revision}{(IsDeleted ? " deleted" : string.Empty)}";
}
