using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>A member of an enumeration, by its name.</summary>
internal sealed class EnumerationShape(string typeName, EnumerationNames names) : JsonShape
{
    public override string TypeName => typeName;

    public override string? Copy(ref Utf8JsonReader reader, JsonCopy copy) =>
        names.TryRead(ref reader, out var bits) ? Write(bits, copy) : names.Requirement;

    public override string? CopySetting(SettingsNode node, JsonCopy copy) =>
        node.Text is not { } text ? $"must be a single value ({TypeName}), not a section"
        : names.TryFromText(text.Trim(), StringComparison.OrdinalIgnoreCase, out var bits) ? Write(bits, copy)
        : names.Requirement;

    private string? Write(ulong bits, JsonCopy copy)
    {
        if (copy.Form == JsonForm.Serializer)
        {
            copy.Writer.WriteRawValue(names.ToValue(bits).ToString("D"));
        }
        else
        {
            copy.Writer.WriteStringValue(names.Find(bits));
        }

        return null;
    }
}
