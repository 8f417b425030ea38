using System.Globalization;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Lock.Format;

/// <summary>
/// Reads lock files. Whatever a file holds, the answer is a lock file or what is wrong with it, never an exception: people merge these
/// files.
/// </summary>
internal sealed class LockFileReader
{
    public const string VersionName = "version";
    public const string OptionsName = "options";
    public const string EnumerationsName = "enumerations";
    public const string RetiredName = "retired";
    public const string TypeName = "type";
    public const string DefaultName = "default";
    public const string FlagsName = "flags";
    public const string MembersName = "members";
    public const string CombinesName = "combines";

    private readonly List<LockedOption> _options = [];
    private readonly List<LockedEnumeration> _enumerations = [];
    private readonly List<string> _retired = [];
    private readonly bool _isMerged;
    private LockProblem? _problem;

    private LockFileReader(bool isMerged) => _isMerged = isMerged;

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its content.</param>
    public static (LockFile? File, LockProblem? Problem) Read(string text) =>
        MergeConflict.Find(text) is { } conflict ? (null, conflict) : new LockFileReader(isMerged: false).File(text);

    /// <summary>
    /// Reads a file that may hold merge conflicts: the options and retired keys of both sides, and one side's version of an option that
    /// both changed, since the declarations will say what it is.
    /// </summary>
    /// <param name="text">Its content.</param>
    public static (LockFile? File, LockProblem? Problem) ReadMerged(string text) =>
        MergeConflict.Find(text) is null ? Read(text) : new LockFileReader(isMerged: true).File(MergeConflict.BothSides(text));

    private (LockFile? File, LockProblem? Problem) File(string text)
    {
        var (root, problem) = JsonParser.Parse(text, mayLackCommas: _isMerged);
        if (root is null)
        {
            return (null, problem);
        }

        if (root.Members.FirstOrDefault(static member => member.Name == VersionName)?.Value is not { Kind: JsonKind.Word } version
            || !int.TryParse(version.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return (null, new(root.Start, root.Start + 1, $"it has no \"{VersionName}\", so that it is not a lock file of options"));
        }

        if (number != LockFile.Version)
        {
            return (null, new(version.Start, version.End, $"it has the version {version.Text}, but this version of OptionsSdk reads version {LockFile.Version.ToString(CultureInfo.InvariantCulture)}", LockProblem.Upgrade));
        }

        Members(root, "the file", Section);
        return _problem is null ? (new(_options, _enumerations, _retired), null) : (null, _problem);
    }

    private void Section(JsonMember section)
    {
        switch (section.Name)
        {
            case VersionName:
                break;
            case OptionsName when section.Value.Kind == JsonKind.Object:
                Members(section.Value, $"\"{OptionsName}\"", Option);
                break;
            case EnumerationsName when section.Value.Kind == JsonKind.Object:
                Members(section.Value, $"\"{EnumerationsName}\"", Enumeration);
                break;
            case RetiredName when Texts(section.Value) is { } keys:
                _retired.AddRange(keys);
                break;
            default:
                Unexpected(section);
                break;
        }
    }

    private void Option(JsonMember option)
    {
        OptionType? type = null;
        OptionFlags? flags = OptionFlags.Default;
        var @default = "";
        Members(option.Value, $"'{option.Name}'", member =>
        {
            switch (member.Name)
            {
                case TypeName when member.Value.Kind == JsonKind.Text:
                    type = OptionType.Parse(member.Value.Text);
                    break;
                case DefaultName when member.Value.Kind == JsonKind.Text:
                    @default = member.Value.Text;
                    break;
                case FlagsName when member.Value.Kind == JsonKind.Text:
                    flags = LockedFlags.Parse(member.Value.Text);
                    break;
                default:
                    Unexpected(member);
                    break;
            }
        });

        if (type is null || flags is null)
        {
            Fail(option.Start, option.End, $"'{option.Name}' has no \"{(type is null ? TypeName : FlagsName)}\", or a misspelled one");
        }
        else
        {
            _options.Add(new(option.Name, type, @default, flags.Value, option.Start, option.End));
        }
    }

    private void Enumeration(JsonMember enumeration)
    {
        IReadOnlyList<string>? names = null;
        var combines = false;
        Members(enumeration.Value, $"'{enumeration.Name}'", member =>
        {
            switch (member.Name)
            {
                case MembersName when Texts(member.Value) is { } texts:
                    names = texts;
                    break;
                case CombinesName when member.Value is { Kind: JsonKind.Word, Text: "true" or "false" }:
                    combines = member.Value.Text == "true";
                    break;
                default:
                    Unexpected(member);
                    break;
            }
        });

        if (names is null)
        {
            Fail(enumeration.Start, enumeration.End, $"'{enumeration.Name}' has no \"{MembersName}\"");
        }
        else
        {
            _enumerations.Add(new(enumeration.Name, combines, new HashSet<string>(names, StringComparer.Ordinal)));
        }
    }

    private void Members(JsonNode node, string where, Action<JsonMember> read)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in node.Members)
        {
            if (!names.Add(member.Name) && !_isMerged)
            {
                Fail(member.Start, member.End, $"{where} has '{member.Name}' twice");
            }

            read(member);
        }
    }

    private static string[]? Texts(JsonNode node) =>
        node.Kind == JsonKind.Array && node.Items.All(static item => item.Kind == JsonKind.Text) ? [.. node.Items.Select(static item => item.Text)] : null;

    private void Unexpected(JsonMember member) => Fail(member.Start, member.End, $"\"{member.Name}\" is not expected here, or not with this value");

    private void Fail(int start, int end, string message) => _problem ??= new(start, end, message);
}
