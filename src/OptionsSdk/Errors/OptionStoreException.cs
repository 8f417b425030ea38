namespace OptionsSdk.Errors;

/// <summary>The store could not do what was asked. The base of the store's own errors.</summary>
public class OptionStoreException : OptionException
{
    /// <inheritdoc cref="OptionException(string, string?, string, string, string, Exception?)"/>
    public OptionStoreException(string id, string? key, string problem, string rule, string remedy, Exception? innerException = null)
        : base(id, key, problem, rule, remedy, innerException)
    {
    }
}
