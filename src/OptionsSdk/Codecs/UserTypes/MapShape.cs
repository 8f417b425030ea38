using System.Globalization;
using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>A dictionary by text inside a user's type. The canonical order of entries is that of the code units of their keys.</summary>
internal sealed class MapShape(JsonShape item) : JsonShape
{
    private const string DuplicateError = "must not have two entries with the same key";

    public override string TypeName => $"dictionary from text to {item.TypeName}";

    public override string? Copy(ref Utf8JsonReader reader, JsonCopy copy)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return "must be a dictionary: a JSON object";
        }

        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        copy.Writer.WriteStartObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (!JsonToken.TryGetText(ref reader, out var key))
            {
                return InEntry(entries.Count, $"key {UnicodeText.Requirement}");
            }

            reader.Read();
            using var part = copy.Apart();
            if (item.Copy(ref reader, part) is { } error)
            {
                return InEntry(entries.Count, $"value {error}");
            }

            if (!entries.TryAdd(key, copy.Take(part)))
            {
                return DuplicateError;
            }
        }

        WriteEntries(entries, copy);
        return null;
    }

    public override string? CopySetting(SettingsNode node, JsonCopy copy)
    {
        if (node.Parts.Count == 0)
        {
            // Configuration writes an empty object as null.
            return CopyText(string.IsNullOrEmpty(node.Text) ? "{}" : node.Text, copy);
        }

        if (copy.IsTooDeep)
        {
            return DepthError;
        }

        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        copy.Writer.WriteStartObject();
        foreach (var child in node.Parts)
        {
            if (!UnicodeText.IsWellFormed(child.Name))
            {
                return InEntry(entries.Count, $"key {UnicodeText.Requirement}");
            }

            using var part = copy.Apart();
            if (item.CopySetting(child, part) is { } error)
            {
                return InEntry(entries.Count, $"value {error}");
            }

            entries.Add(child.Name, copy.Take(part));
        }

        WriteEntries(entries, copy);
        return null;
    }

    private static void WriteEntries(SortedDictionary<string, byte[]> entries, JsonCopy copy)
    {
        foreach (var (key, json) in entries)
        {
            copy.Writer.WritePropertyName(key);
            copy.Writer.WriteRawValue(json, skipInputValidation: true);
        }

        copy.Writer.WriteEndObject();
    }

    private static string InEntry(int index, string error) => string.Create(CultureInfo.InvariantCulture, $"has an entry (number {index + 1}) whose {error}");
}
