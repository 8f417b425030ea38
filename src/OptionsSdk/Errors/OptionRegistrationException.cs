namespace OptionsSdk.Errors;

/// <summary>A declaration or registration breaks a rule: key, flags, type, default or duplicate.</summary>
public sealed class OptionRegistrationException : OptionException
{
    /// <inheritdoc cref="OptionException(string, string?, string, string, string, Exception?)"/>
    public OptionRegistrationException(string id, string? key, string problem, string rule, string remedy, Exception? innerException = null)
        : base(id, key, problem, rule, remedy, innerException)
    {
    }
}
