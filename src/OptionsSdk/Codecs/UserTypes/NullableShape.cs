using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>A value or null.</summary>
/// <param name="inner">The value's shape.</param>
/// <param name="emptyIsNull">Whether settings say null with an empty text, which is no value of the type.</param>
internal sealed class NullableShape(JsonShape inner, bool emptyIsNull) : JsonShape
{
    public override string TypeName => $"optional {inner.TypeName}";

    public override string? Copy(ref Utf8JsonReader reader, JsonCopy copy) =>
        reader.TokenType == JsonTokenType.Null ? WriteNull(copy) : inner.Copy(ref reader, copy);

    public override string? CopySetting(SettingsNode node, JsonCopy copy) =>
        node.IsNull || (emptyIsNull && node.Parts.Count == 0 && node.Text is { Length: 0 }) ? WriteNull(copy) : inner.CopySetting(node, copy);

    private static string? WriteNull(JsonCopy copy)
    {
        copy.Writer.WriteNullValue();
        return null;
    }
}
