using OptionsSdk.Errors;

namespace OptionsSdk;

/// <summary>The environment variables that an operator sets in an emergency. Read once, when a store or a manager is made.</summary>
internal static class StartupEnvironment
{
    /// <summary>Keeps a process at the first state that the database confirms.</summary>
    public const string Freeze = "OPTIONSSDK_FREEZE";

    /// <summary>Fixes options of a process, as a JSON object of keys and values.</summary>
    public const string Pin = "OPTIONSSDK_PIN";

    /// <summary>Says whether the process is to be frozen.</summary>
    /// <exception cref="OptionSettingsException">The variable says neither yes nor no.</exception>
    public static bool IsFrozen(Func<string, string?> environment) => environment(Freeze)?.Trim().ToUpperInvariant() switch
    {
        null or "" or "0" or "FALSE" => false,
        "1" or "TRUE" => true,
        _ => throw new OptionSettingsException(
            OptionErrorIds.InvalidFreeze,
            null,
            $"The environment variable {Freeze} says neither yes nor no.",
            "It is 1 or true to freeze this process, and 0, false, empty or not set not to.",
            "Correct the variable or remove it."),
    };
}
