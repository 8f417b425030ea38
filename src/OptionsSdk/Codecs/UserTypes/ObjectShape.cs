using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>
/// A user's type: an object whose members are known. What evolves is tolerated: a member that is not there has its default, a member that
/// is not known is left out, unless the type or its context refuses it.
/// </summary>
internal sealed class ObjectShape(string typeName, bool ignoresCase, bool refusesUnknown) : JsonShape
{
    private readonly Dictionary<string, int> _indexes = new(ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
    private readonly Dictionary<string, int> _settingIndexes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<JsonMember> _members = [];

    public override string TypeName => typeName;

    private string UnknownError => $"has a member that {TypeName} does not know; it knows {string.Join(", ", _members.Select(static member => member.Name))}";

    /// <summary>Adds a member; only while the shape is built, because a type may contain itself.</summary>
    /// <param name="member">The member.</param>
    /// <returns><see langword="false"/> if settings could not tell it from another one.</returns>
    public bool Add(JsonMember member)
    {
        _indexes[member.Name] = _members.Count;
        _members.Add(member);
        return _settingIndexes.TryAdd(member.Name, _members.Count - 1);
    }

    public override string? Copy(ref Utf8JsonReader reader, JsonCopy copy)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return $"must be a {TypeName}: a JSON object";
        }

        var values = new byte[]?[_members.Count];
        copy.Writer.WriteStartObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isKnown = JsonToken.TryGetText(ref reader, out var name) & _indexes.TryGetValue(name ?? string.Empty, out var index);
            reader.Read();
            if (!isKnown)
            {
                if (refusesUnknown)
                {
                    return UnknownError;
                }

                reader.Skip();
                continue;
            }

            if (values[index] is not null)
            {
                return $"has the member '{_members[index].Name}' twice";
            }

            using var part = copy.Apart();
            if (_members[index].Shape.Copy(ref reader, part) is { } error)
            {
                return InMember(index, error);
            }

            values[index] = copy.Take(part);
        }

        return WriteMembers(values, copy);
    }

    public override string? CopySetting(SettingsNode node, JsonCopy copy)
    {
        if (node.Parts.Count == 0)
        {
            return CopyText(node.Text, copy);
        }

        return string.IsNullOrEmpty(node.Text) ? CopyParts(node, copy) : "must be one text of JSON or a section, not both";
    }

    /// <summary>Copies a value from a section that has parts.</summary>
    /// <param name="node">The section.</param>
    /// <param name="copy">Where to.</param>
    public string? CopyParts(SettingsNode node, JsonCopy copy)
    {
        if (copy.IsTooDeep)
        {
            return DepthError;
        }

        var values = new byte[]?[_members.Count];
        copy.Writer.WriteStartObject();
        foreach (var child in node.Parts)
        {
            if (!_settingIndexes.TryGetValue(child.Name, out var index))
            {
                if (refusesUnknown)
                {
                    return UnknownError;
                }

                continue;
            }

            using var part = copy.Apart();
            if (_members[index].Shape.CopySetting(child, part) is { } error)
            {
                return InMember(index, error);
            }

            values[index] = copy.Take(part);
        }

        return WriteMembers(values, copy);
    }

    private string? WriteMembers(byte[]?[] values, JsonCopy copy)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index] is { } json)
            {
                copy.Writer.WritePropertyName(_members[index].Name);
                copy.Writer.WriteRawValue(json, skipInputValidation: true);
            }
            else if (_members[index].IsRequired)
            {
                return $"has no member '{_members[index].Name}', which {TypeName} requires";
            }
            else
            {
                copy.AddGap();
            }
        }

        copy.Writer.WriteEndObject();
        return null;
    }

    private string InMember(int index, string error) => $"has a member '{_members[index].Name}' that {error}";
}
