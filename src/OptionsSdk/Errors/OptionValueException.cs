namespace OptionsSdk.Errors;

/// <summary>A value does not fit its option: wrong type, broken rule, unreadable text, too large.</summary>
public sealed class OptionValueException : OptionException
{
    /// <inheritdoc cref="OptionException(string, string?, string, string, string, Exception?)"/>
    public OptionValueException(string id, string? key, string problem, string rule, string remedy, Exception? innerException = null)
        : base(id, key, problem, rule, remedy, innerException)
    {
    }
}
