using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OptionsSdk.Codecs;

/// <summary>Reads the token that a JSON reader stands on, whatever the token is.</summary>
internal static class JsonToken
{
    /// <summary>Reads a string or property name; refuses other tokens and escapes that are no text (an unpaired surrogate).</summary>
    public static bool TryGetText(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            text = null;
            return false;
        }

        try
        {
            text = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // The reader has no other way to say that an escape sequence is half a surrogate pair.
            text = null;
            return false;
        }
    }

    /// <summary>The bytes of a number token as written.</summary>
    public static bool TryGetNumber(ref Utf8JsonReader reader, out ReadOnlySpan<byte> digits)
    {
        digits = reader.TokenType != JsonTokenType.Number ? default
            : reader.HasValueSequence ? reader.ValueSequence.ToArray()
            : reader.ValueSpan;
        return reader.TokenType == JsonTokenType.Number;
    }
}
