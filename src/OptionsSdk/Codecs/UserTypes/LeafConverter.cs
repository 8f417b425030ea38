using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>Makes the serializer read and write a leaf as options do.</summary>
internal sealed class LeafConverter<T>(OptionCodec<T> codec) : JsonConverter<T>
{
    // No codec reads half a surrogate pair: what has no form is written so that the shape refuses it, in the codec's own words.
    private const string Formless = "\"\\ud800\"";

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        codec.TryRead(ref reader, out var value, out var error) ? value : throw new JsonException(error);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (codec.Check(value) is null)
        {
            codec.Write(writer, value);
        }
        else
        {
            writer.WriteRawValue(Formless, skipInputValidation: true);
        }
    }

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        codec is IDictionaryKeyCodec<T> names && names.TryParseKey(reader.GetString()!, out var key, out _) ? key : throw new JsonException();

    public override void WriteAsPropertyName(Utf8JsonWriter writer, [DisallowNull] T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(codec is IDictionaryKeyCodec<T> names ? names.FormatKey(value) : throw new JsonException());
}
