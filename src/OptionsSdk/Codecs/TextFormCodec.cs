using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OptionsSdk.Codecs;

/// <summary>Types whose JSON is their invariant text form. The text door trims surrounding white space, JSON must be exact.</summary>
internal abstract class TextFormCodec<T> : LeafCodec<T>
    where T : notnull
{
    /// <summary>The error for everything that is not the type's text form.</summary>
    protected abstract string Requirement { get; }

    public sealed override bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        if (!JsonToken.TryGetText(ref reader, out var text)
            || text.Length == 0
            || char.IsWhiteSpace(text[0])
            || char.IsWhiteSpace(text[^1]))
        {
            (value, error) = (default, Requirement);
            return false;
        }

        return TryParse(text, out value, out error);
    }

    public sealed override void Write(Utf8JsonWriter writer, T value) => writer.WriteStringValue(Format(value));

    public sealed override bool TryParse(string text, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        value = default;
        var trimmed = text.Trim();
        error = trimmed.Length > 0 && TryParseTrimmed(trimmed, out value) ? null : Requirement;
        return error is null;
    }

    protected abstract bool TryParseTrimmed(string text, [MaybeNullWhen(false)] out T value);
}
