namespace OptionsSdk.Errors;

/// <summary>
/// The database did not confirm the options at the start and <see cref="StartupMode.Required"/> is set. The inner exception is the
/// database's own.
/// </summary>
public sealed class OptionStartupException : OptionStoreException
{
    /// <inheritdoc cref="OptionException(string, string?, string, string, string, Exception?)"/>
    public OptionStartupException(string id, string? key, string problem, string rule, string remedy, Exception? innerException = null)
        : base(id, key, problem, rule, remedy, innerException)
    {
    }
}
