namespace OptionsSdk;

/// <summary>One layer of an option's explanation. Immutable; values of credentials are redacted.</summary>
/// <param name="Source">The layer.</param>
/// <param name="Status">What the layer has to say.</param>
/// <param name="Value">The layer's value as text, or <see langword="null"/> if it has none.</param>
/// <param name="Detail">Why the layer is absent, ignored or does not fit; otherwise <see langword="null"/>.</param>
/// <param name="Revision">The revision of the stored row, for the store.</param>
/// <param name="UpdatedAt">When the stored row was written, UTC.</param>
/// <param name="UpdatedBy">Who wrote it, if known.</param>
/// <param name="Channel">Through which door it was written.</param>
/// <param name="Reason">Why it was written, if known.</param>
public sealed record OptionLayer(
    OptionSource Source,
    OptionLayerStatus Status,
    string? Value,
    string? Detail = null,
    long? Revision = null,
    DateTime? UpdatedAt = null,
    string? UpdatedBy = null,
    OptionChannel? Channel = null,
    string? Reason = null);
