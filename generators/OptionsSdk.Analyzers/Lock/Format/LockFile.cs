namespace OptionsSdk.Analyzers.Lock.Format;

/// <summary>What a project declared when its lock file was written, or what it declares now. Immutable.</summary>
/// <param name="options">The options.</param>
/// <param name="enumerations">The enumerations that their types are made of.</param>
/// <param name="retired">The retired keys.</param>
internal sealed class LockFile(IEnumerable<LockedOption> options, IEnumerable<LockedEnumeration> enumerations, IEnumerable<string> retired)
{
    public const string FileName = "options.lock.json";

    /// <summary>The version of the format. A reader of another version cannot know what a file means.</summary>
    public const int Version = 1;

    public static LockFile Empty { get; } = new([], [], []);

    public IReadOnlyDictionary<string, LockedOption> Options { get; } = ByName(options, static option => option.Key);

    public IReadOnlyDictionary<string, LockedEnumeration> Enumerations { get; } = ByName(enumerations, static enumeration => enumeration.Name);

    public ISet<string> Retired { get; } = new HashSet<string>(retired, StringComparer.Ordinal);

    // Of two entries for one name, which only a resolved merge conflict leaves, the later one counts.
    private static Dictionary<string, T> ByName<T>(IEnumerable<T> items, Func<T, string> name)
    {
        var byName = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            byName[name(item)] = item;
        }

        return byName;
    }
}
