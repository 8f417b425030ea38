using System.Globalization;
using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>A list inside a user's type.</summary>
internal sealed class ListShape(JsonShape item) : JsonShape
{
    public override string TypeName => $"list of {item.TypeName}";

    public override string? Copy(ref Utf8JsonReader reader, JsonCopy copy)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return "must be a list: a JSON array";
        }

        copy.Writer.WriteStartArray();
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (item.Copy(ref reader, copy) is { } error)
            {
                return InItem(index, error);
            }
        }

        copy.Writer.WriteEndArray();
        return null;
    }

    public override string? CopySetting(SettingsNode node, JsonCopy copy)
    {
        if (node.Parts.Count == 0)
        {
            // Configuration writes an empty array as an empty text.
            return CopyText(node.Text is { Length: 0 } ? "[]" : node.Text, copy);
        }

        if (copy.IsTooDeep)
        {
            return DepthError;
        }

        if (node.FindNumberedParts() is not { } parts)
        {
            return "must be a list: a section whose children are numbered from 0";
        }

        copy.Writer.WriteStartArray();
        foreach (var (index, part) in parts.Index())
        {
            if (item.CopySetting(part, copy) is { } error)
            {
                return InItem(index, error);
            }
        }

        copy.Writer.WriteEndArray();
        return null;
    }

    private static string InItem(int index, string error) => string.Create(CultureInfo.InvariantCulture, $"has an item (number {index + 1}) that {error}");
}
