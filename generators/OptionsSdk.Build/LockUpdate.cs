using OptionsSdk.Analyzers.Lock.Format;

namespace OptionsSdk.Build;

/// <summary>
/// A lock file brought up to date. What is declared replaces what the file knew; keys that are neither declared nor retired stay, because
/// only people know whether values of them are stored.
/// </summary>
internal sealed class LockUpdate
{
    private LockUpdate(LockFile file, IReadOnlyList<string> added, IReadOnlyList<string> changed, IReadOnlyList<string> retired, IReadOnlyList<string> abandoned) =>
        (File, Added, Changed, Retired, Abandoned) = (file, added, changed, retired, abandoned);

    /// <summary>The new file.</summary>
    public LockFile File { get; }

    /// <summary>The keys that are new in the file.</summary>
    public IReadOnlyList<string> Added { get; }

    /// <summary>The keys whose entries have changed.</summary>
    public IReadOnlyList<string> Changed { get; }

    /// <summary>The keys that are retired now and were not before.</summary>
    public IReadOnlyList<string> Retired { get; }

    /// <summary>The keys that are neither declared nor retired.</summary>
    public IReadOnlyList<string> Abandoned { get; }

    /// <summary>Brings a file up to date.</summary>
    /// <param name="before">The file.</param>
    /// <param name="declared">What the project declares.</param>
    public static LockUpdate Create(LockFile before, LockFile declared)
    {
        // What is declared is not retired in the file, too: the compiler reports that, and the file must not grow two entries of one key.
        var retired = before.Retired.Concat(declared.Retired).Distinct(StringComparer.Ordinal).ToList();
        var abandoned = before.Options.Values
            .Where(option => !declared.Options.ContainsKey(option.Key) && !retired.Contains(option.Key))
            .OrderBy(static option => option.Key, StringComparer.Ordinal)
            .ToList();
        var options = declared.Options.Values.Concat(abandoned).ToList();
        var used = new HashSet<string>(options.SelectMany(static option => option.Type.SelfAndParts()).Select(static type => type.ToString()), StringComparer.Ordinal);

        // An enumeration that cannot be found now, or that only an abandoned key has, is known from before.
        var enumerations = before.Enumerations.Values.Concat(declared.Enumerations.Values).Where(enumeration => used.Contains(enumeration.Name));
        return new(
            new(options, enumerations, retired),
            Sorted(declared.Options.Keys.Where(key => !before.Options.ContainsKey(key))),
            Sorted(declared.Options.Values.Where(option => before.Options.TryGetValue(option.Key, out var locked) && option with { Start = locked.Start, End = locked.End } != locked).Select(static option => option.Key)),
            Sorted(retired.Where(key => !before.Retired.Contains(key))),
            Sorted(abandoned.Select(static option => option.Key)));
    }

    private static string[] Sorted(IEnumerable<string> keys) => [.. keys.OrderBy(static key => key, StringComparer.Ordinal)];
}
