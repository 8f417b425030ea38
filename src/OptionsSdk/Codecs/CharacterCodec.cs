using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OptionsSdk.Codecs;

/// <summary>One UTF-16 unit that is a character by itself; the text door does not trim it.</summary>
internal sealed class CharacterCodec : LeafCodec<char>
{
    public static readonly CharacterCodec Instance = new();

    private const string Requirement = "must be one character";

    public override string TypeName => "character";

    public override bool HasEmpty => false;

    public override bool TryRead(ref Utf8JsonReader reader, out char value, [NotNullWhen(false)] out string? error)
    {
        if (JsonToken.TryGetText(ref reader, out var text))
        {
            return TryParse(text, out value, out error);
        }

        (value, error) = (default, Requirement);
        return false;
    }

    public override void Write(Utf8JsonWriter writer, char value) => writer.WriteStringValue([value]);

    public override bool TryParse(string text, out char value, [NotNullWhen(false)] out string? error)
    {
        value = text.Length == 1 ? text[0] : default;
        error = text.Length == 1 ? Check(value) : Requirement;
        return error is null;
    }

    public override string Format(char value) => value.ToString();

    public override string? Check(char value) => char.IsSurrogate(value) ? Requirement : null;
}
