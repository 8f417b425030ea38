using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OptionsSdk.Codecs;

/// <summary>Booleans. The words of the text door are those of T16, with surrounding white space allowed.</summary>
internal sealed class BooleanCodec : LeafCodec<bool>
{
    public static readonly BooleanCodec Instance = new();

    private const string JsonRequirement = "must be true or false";
    private const string TextRequirement = "must be true or false (or yes, on, y, t, 1; no, off, n, f, 0)";

    private static readonly HashSet<string> TrueWords = new(["y", "yes", "t", "true", "1", "on"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> FalseWords = new(["n", "no", "f", "false", "0", "off"], StringComparer.OrdinalIgnoreCase);

    public override string TypeName => "boolean";

    public override bool TryRead(ref Utf8JsonReader reader, out bool value, [NotNullWhen(false)] out string? error)
    {
        value = reader.TokenType == JsonTokenType.True;
        error = reader.TokenType is JsonTokenType.True or JsonTokenType.False ? null : JsonRequirement;
        return error is null;
    }

    public override void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);

    public override bool TryParse(string text, out bool value, [NotNullWhen(false)] out string? error)
    {
        var word = text.Trim();
        value = TrueWords.Contains(word);
        error = value || FalseWords.Contains(word) ? null : TextRequirement;
        return error is null;
    }

    public override string Format(bool value) => value ? "true" : "false";
}
