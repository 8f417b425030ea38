using System.Globalization;
using System.Text;
using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>
/// What JSON of a type looks like, as its JSON context says it. A shape judges JSON before the serializer sees it, so that every error is
/// in the words of options and quotes no value, and gives what the serializer wrote its canonical form. Immutable once it is built.
/// </summary>
internal abstract class JsonShape
{
    public static readonly string DepthError = string.Create(CultureInfo.InvariantCulture, $"must not be nested deeper than {OptionLimits.MaximumValueDepth} levels");

    /// <summary>The type's name in messages.</summary>
    public abstract string TypeName { get; }

    /// <summary>Copies a value. The reader stands on the value's first token and is left on its last one.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="copy">Where to.</param>
    /// <returns>Why the JSON is no value of the shape, or <see langword="null"/> if it is one.</returns>
    public abstract string? Copy(ref Utf8JsonReader reader, JsonCopy copy);

    /// <summary>Copies a value from settings.</summary>
    /// <param name="node">The place, at which settings say something.</param>
    /// <param name="copy">Where to.</param>
    /// <returns>Why the setting is no value of the shape, or <see langword="null"/> if it is one.</returns>
    public abstract string? CopySetting(SettingsNode node, JsonCopy copy);

    /// <summary>Copies a value from a text that is JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="copy">Where to.</param>
    /// <returns>Why the text is no value of the shape, or <see langword="null"/> if it is one.</returns>
    protected string? CopyText(string? text, JsonCopy copy)
    {
        if (text is null)
        {
            return "must not be null";
        }

        if (!UnicodeText.IsWellFormed(text))
        {
            return UnicodeText.Requirement;
        }

        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), OptionJson.ReaderOptions);
            reader.Read();
            var error = Copy(ref reader, copy);
            return error is null && reader.Read() ? "must be one JSON value" : error;
        }
        catch (JsonException)
        {
            return "must be valid JSON or a section";
        }
    }
}
