namespace OptionsSdk.Analyzers.Usage.Keys;

/// <summary>The keys, one of which an expression gives.</summary>
/// <param name="Keys">Those that can be told.</param>
/// <param name="IsComplete">Whether there is no other.</param>
/// <param name="IsGuarded">Whether code around the use may sort some of them out.</param>
internal sealed record KeyChoice(IReadOnlyList<KeyValue> Keys, bool IsComplete, bool IsGuarded = false)
{
    /// <summary>The one key that it certainly gives.</summary>
    public KeyValue? Single => IsComplete && Keys.Count == 1 ? Keys[0] : null;
}
