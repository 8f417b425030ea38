namespace OptionsSdk.Errors;

/// <summary>The database cannot be reached or did not answer in time. Reads go on; try the write again.</summary>
public sealed class OptionStoreUnavailableException : OptionStoreException
{
    /// <inheritdoc cref="OptionException(string, string?, string, string, string, Exception?)"/>
    public OptionStoreUnavailableException(string id, string? key, string problem, string rule, string remedy, Exception? innerException = null)
        : base(id, key, problem, rule, remedy, innerException)
    {
    }
}
