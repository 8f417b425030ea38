namespace OptionsSdk.Errors;

/// <summary>The database has no schema, or one that this version of the library must not touch.</summary>
public sealed class OptionStoreSchemaException : OptionStoreException
{
    /// <inheritdoc cref="OptionException(string, string?, string, string, string, Exception?)"/>
    public OptionStoreSchemaException(string id, string? key, string problem, string rule, string remedy, Exception? innerException = null)
        : base(id, key, problem, rule, remedy, innerException)
    {
    }
}
