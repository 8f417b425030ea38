using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OptionsSdk.Codecs;

/// <summary>Texts, taken verbatim: nothing is trimmed, numbers are not converted (T19).</summary>
internal sealed class TextCodec : LeafCodec<string>, IDictionaryKeyCodec<string>
{
    public static readonly TextCodec Instance = new();

    public override string TypeName => "text";

    public override string Empty => string.Empty;

    internal override Func<string, int?> Length => static value => value.Length;

    public override bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out string value, [NotNullWhen(false)] out string? error)
    {
        error = JsonToken.TryGetText(ref reader, out value) ? null
            : reader.TokenType == JsonTokenType.String ? UnicodeText.Requirement
            : "must be a text";
        return error is null;
    }

    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    public override bool TryParse(string text, [MaybeNullWhen(false)] out string value, [NotNullWhen(false)] out string? error)
    {
        error = Check(text);
        value = error is null ? text : null;
        return error is null;
    }

    public override string Format(string value) => value;

    public override string? Check(string value) =>
        value is null ? "must not be null"
        : UnicodeText.IsWellFormed(value) ? null
        : UnicodeText.Requirement;

    public string FormatKey(string key) => key;

    public bool TryParseKey(string name, [MaybeNullWhen(false)] out string key, [NotNullWhen(false)] out string? error) => TryParse(name, out key, out error);

    public int CompareKeys(string left, string right) => string.CompareOrdinal(left, right);

    internal override bool MayBreakLimits(string value) => OptionJson.MayBreakLimits(value);
}
