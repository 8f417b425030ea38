namespace OptionsSdk.Settings;

/// <summary>One place in settings as it was when settings were read. Immutable once the reader is made.</summary>
internal sealed class SettingsNode(string name, string path, string? text, Func<string, bool> leadsToDeclared)
{
    private readonly List<SettingsNode> _children = [];
    private IReadOnlyList<SettingsNode>? _parts;

    /// <summary>The last segment of the path.</summary>
    public string Name => name;

    /// <summary>The path from the section that holds the options' settings.</summary>
    public string Path => path;

    /// <summary>The text at the place, or <see langword="null"/>: settings do not tell null from an empty object.</summary>
    public string? Text => text;

    /// <summary>Whether the place is that of a declared option.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>Whether a declared option is somewhere below.</summary>
    public bool LeadsToDeclared => leadsToDeclared(path);

    /// <summary>Everything directly below.</summary>
    public IReadOnlyList<SettingsNode> Children => _children;

    /// <summary>What belongs to the value at this place: everything directly below that is not another option's.</summary>
    public IReadOnlyList<SettingsNode> Parts => _parts ??= LeadsToDeclared ? [.. _children.Where(static child => child.HasOwnContent)] : _children;

    /// <summary>Whether settings say nothing here.</summary>
    public bool IsNull => text is null && Parts.Count == 0;

    private bool HasOwnContent => !IsDeclared && (text is not null || _children.Count == 0 || Parts.Count > 0);

    public void Add(SettingsNode child) => _children.Add(child);

    /// <summary>The parts in numeric order if all have numbers as names, else <see langword="null"/>.</summary>
    public IReadOnlyList<SettingsNode>? FindNumberedParts()
    {
        var numbered = new List<(int Number, SettingsNode Part)>(Parts.Count);
        foreach (var part in Parts)
        {
            if (!int.TryParse(part.Name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            numbered.Add((number, part));
        }

        return [.. numbered.OrderBy(static entry => entry.Number).Select(static entry => entry.Part)];
    }
}
