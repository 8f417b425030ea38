namespace OptionsSdk;

/// <summary>How a manager behaves. Read once, when the manager is made.</summary>
public sealed class OptionManagerSettings
{
    /// <summary>
    /// Prefixes of keys that need no registration: such a key holds any JSON, reads as an empty text while unset and can be written by
    /// every channel but the automator (S20, T49). Compared exactly. None by default.
    /// </summary>
    public IReadOnlyList<string> LegacyPrefixes { get; set; } = [];

    /// <summary>
    /// Whether a group that the generator knows is declared when it is needed first (it is asked for; one of its options is read by key,
    /// written, watched, overridden, explained, pinned or in settings; or all options are listed or watched) instead of when the manager
    /// is made. Off by default: a declaration that cannot work then fails the constructor. In a container it is on, unless it is turned
    /// off there: the host declares what is left when its services have started, and a declaration that cannot work fails the host's
    /// start with the same exception. Keys are checked when the manager is made in either case.
    /// </summary>
    public bool DeclareOnDemand { get; set; }

    /// <summary>Reads environment variables.</summary>
    internal Func<string, string?> ReadEnvironment { get; set; } = Environment.GetEnvironmentVariable;
}
