using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs;

/// <summary>A value or nothing: JSON null, and the empty text.</summary>
internal sealed class NullableCodec<T>(OptionCodec<T> inner) : OptionCodec<T?>
    where T : struct
{
    public override string TypeName { get; } = $"optional {inner.TypeName}";

    public override bool IsComposite => inner.IsComposite;

    public override bool HasEmpty => true;

    public override T? Empty => null;

    internal override Func<T?, int?>? Length => inner.Length is { } length ? value => value is { } present ? length(present) : null : null;

    public override bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T? value, [NotNullWhen(false)] out string? error)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            (value, error) = (null, null);
            return true;
        }

        return Wrap(inner.TryRead(ref reader, out var read, out error), read, out value);
    }

    public override void Write(Utf8JsonWriter writer, T? value)
    {
        if (value is { } present)
        {
            inner.Write(writer, present);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    public override bool TryParse(string text, [MaybeNullWhen(false)] out T? value, [NotNullWhen(false)] out string? error)
    {
        if (text.Length == 0 || (IsComposite && text.AsSpan().Trim() is "null"))
        {
            (value, error) = (null, null);
            return true;
        }

        return Wrap(inner.TryParse(text, out var read, out error), read, out value);
    }

    public override string Format(T? value) => value is { } present ? inner.Format(present) : string.Empty;

    public override string? Check(T? value) => value is { } present ? inner.Check(present) : null;

    public override T? Freeze(T? value) => value is { } present ? inner.Freeze(present) : null;

    internal override bool TryReadSetting(SettingsNode node, [MaybeNullWhen(false)] out T? value, [NotNullWhen(false)] out string? error)
    {
        // Inside a composite null is a value; the empty text is nothing only where it is not an empty list.
        if (node.IsNull || (!IsComposite && node.Text is { Length: 0 }))
        {
            (value, error) = (null, null);
            return true;
        }

        return Wrap(inner.TryReadSetting(node, out var read, out error), read, out value);
    }

    private static bool Wrap(bool success, T read, out T? value)
    {
        value = success ? read : null;
        return success;
    }
}
