namespace OptionsSdk.Errors;

/// <summary>The key is not registered (S21).</summary>
public sealed class OptionUnknownException : OptionException
{
    /// <inheritdoc cref="OptionException(string, string?, string, string, string, Exception?)"/>
    public OptionUnknownException(string id, string? key, string problem, string rule, string remedy, Exception? innerException = null)
        : base(id, key, problem, rule, remedy, innerException)
    {
    }
}
