namespace OptionsSdk.Errors;

/// <summary>A value in settings is ambiguous, not allowed or does not fit its option; so is one that the environment pins.</summary>
public sealed class OptionSettingsException : OptionException
{
    /// <inheritdoc cref="OptionException(string, string?, string, string, string, Exception?)"/>
    public OptionSettingsException(string id, string? key, string problem, string rule, string remedy, Exception? innerException = null)
        : base(id, key, problem, rule, remedy, innerException)
    {
    }
}
