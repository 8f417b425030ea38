using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>A value that options have a codec of their own for.</summary>
internal sealed class LeafShape(OptionCodec codec) : JsonShape
{
    public override string TypeName => codec.TypeName;

    public override string? Copy(ref Utf8JsonReader reader, JsonCopy copy) => codec.Copy(ref reader, copy.Writer);

    public override string? CopySetting(SettingsNode node, JsonCopy copy) => codec.CopySetting(node, copy.Writer);
}
