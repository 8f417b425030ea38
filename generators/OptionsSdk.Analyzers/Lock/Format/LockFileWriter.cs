using System.Globalization;
using System.Text;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Lock.Format;

/// <summary>
/// Writes lock files for people: one line for each option, in the order of the keys, so that a change of one declaration is a change of
/// one line, whoever writes the file wherever.
/// </summary>
internal static class LockFileWriter
{
    public static string Write(LockFile file)
    {
        var text = new StringBuilder();
        text.Append("{\n");
        text.Append("  ").Append(Quote(LockFileReader.VersionName)).Append(": ").Append(LockFile.Version.ToString(CultureInfo.InvariantCulture)).Append(",\n");
        Section(text, LockFileReader.OptionsName, '{', '}', Sorted(file.Options).Select(static option => $"{Quote(option.Key)}: {Write(option.Value)}"));
        text.Append(",\n");
        Section(text, LockFileReader.EnumerationsName, '{', '}', Sorted(file.Enumerations).Select(static enumeration => $"{Quote(enumeration.Key)}: {Write(enumeration.Value)}"));
        text.Append(",\n");
        Section(text, LockFileReader.RetiredName, '[', ']', file.Retired.OrderBy(static key => key, StringComparer.Ordinal).Select(Quote));
        text.Append("\n}\n");
        return text.ToString();
    }

    private static IEnumerable<KeyValuePair<string, T>> Sorted<T>(IReadOnlyDictionary<string, T> items) =>
        items.OrderBy(static item => item.Key, StringComparer.Ordinal);

    private static void Section(StringBuilder text, string name, char open, char close, IEnumerable<string> lines)
    {
        text.Append("  ").Append(Quote(name)).Append(": ").Append(open);
        var separator = "\n";
        foreach (var line in lines)
        {
            text.Append(separator).Append("    ").Append(line);
            separator = ",\n";
        }

        text.Append(separator.Length > 1 ? "\n  " : "").Append(close);
    }

    private static string Write(LockedOption option)
    {
        var text = new StringBuilder();
        text.Append("{ ").Append(Quote(LockFileReader.TypeName)).Append(": ").Append(Quote(option.Type.ToString()));
        if (option.Default.Length > 0)
        {
            text.Append(", ").Append(Quote(LockFileReader.DefaultName)).Append(": ").Append(Quote(option.Default));
        }

        if (option.Flags != OptionFlags.Default)
        {
            text.Append(", ").Append(Quote(LockFileReader.FlagsName)).Append(": ").Append(Quote(LockedFlags.Format(option.Flags)));
        }

        return text.Append(" }").ToString();
    }

    private static string Write(LockedEnumeration enumeration) =>
        "{ "
        + (enumeration.Combines ? $"{Quote(LockFileReader.CombinesName)}: true, " : "")
        + $"{Quote(LockFileReader.MembersName)}: [{string.Join(", ", enumeration.Members.OrderBy(static name => name, StringComparer.Ordinal).Select(Quote))}] }}";

    private static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var character in value)
        {
            switch (character)
            {
                case '"' or '\\':
                    text.Append('\\').Append(character);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;

                // What editors do not show, or show as something else, must be seen in a review.
                case var other when char.IsControl(other) || char.IsSurrogate(other) || char.GetUnicodeCategory(other) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    text.Append("\\u").Append(((int)other).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(character);
                    break;
            }
        }

        return text.Append('"').ToString();
    }
}
