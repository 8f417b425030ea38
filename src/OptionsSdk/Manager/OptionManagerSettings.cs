namespace OptionsSdk;

/// <summary>How a manager behaves. Read once, when the manager is made.</summary>
public sealed class OptionManagerSettings
{
    /// <summary>
    /// Prefixes of keys that need no registration: such a key holds any JSON, reads as an empty text while unset and can be written by
    /// every channel but the automator (S20, T49). Compared exactly. None by default.
    /// </summary>
    public IReadOnlyList<string> LegacyPrefixes { get; set; } = [];

    /// <summary>Reads environment variables.</summary>
    internal Func<string, string?> ReadEnvironment { get; set; } = Environment.GetEnvironmentVariable;
}
