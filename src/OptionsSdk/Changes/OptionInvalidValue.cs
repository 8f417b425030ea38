namespace OptionsSdk;

/// <summary>
/// A stored value or a value in settings that does not fit its option was found. The last good value stays in force. Raised once for each
/// such value. Immutable; never contains the value.
/// </summary>
/// <param name="Option">The option.</param>
/// <param name="Source">Where the value stands: the store or settings.</param>
/// <param name="Revision">The revision of the stored row; 0 for settings.</param>
/// <param name="Error">Why it does not fit, as a sentence without its subject.</param>
public sealed record OptionInvalidValue(OptionDefinition Option, OptionSource Source, long Revision, string Error);
