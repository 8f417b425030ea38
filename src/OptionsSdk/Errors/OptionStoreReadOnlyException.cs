namespace OptionsSdk.Errors;

/// <summary>The database refuses writes because it is read-only or full. Nothing was changed.</summary>
public sealed class OptionStoreReadOnlyException : OptionStoreException
{
    /// <inheritdoc cref="OptionException(string, string?, string, string, string, Exception?)"/>
    public OptionStoreReadOnlyException(string id, string? key, string problem, string rule, string remedy, Exception? innerException = null)
        : base(id, key, problem, rule, remedy, innerException)
    {
    }
}
