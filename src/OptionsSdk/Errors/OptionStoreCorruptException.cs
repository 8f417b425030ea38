namespace OptionsSdk.Errors;

/// <summary>The database holds content that this library did not write.</summary>
public sealed class OptionStoreCorruptException : OptionStoreException
{
    /// <inheritdoc cref="OptionException(string, string?, string, string, string, Exception?)"/>
    public OptionStoreCorruptException(string id, string? key, string problem, string rule, string remedy, Exception? innerException = null)
        : base(id, key, problem, rule, remedy, innerException)
    {
    }
}
