using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs;

/// <summary>
/// Any JSON. The order of properties and the spelling of numbers are kept. Null is allowed inside, but is no value by itself: an
/// option that may be nothing is a nullable one.
/// <para>
/// Settings lose the difference between <c>5</c> and <c>"5"</c>: a text that is a JSON number or true, false, null is that, every other
/// text is a text. At the option's own place, a text that starts like an object, an array or a quoted text must be JSON. A section
/// whose children are numbered from 0 without a gap is an array, every other one an object. Where that is not meant, one text of JSON
/// says exactly what is.
/// </para>
/// </summary>
internal sealed class JsonElementCodec : CompositeCodec<JsonElement>
{
    public static readonly JsonElementCodec Instance = new();

    private static readonly string DepthError = string.Create(CultureInfo.InvariantCulture, $"must not be nested deeper than {OptionLimits.MaximumValueDepth} levels");

    public override string TypeName => "any JSON";

    public override bool HasEmpty => false;

    public override JsonElement Empty => default;

    public override bool TryRead(ref Utf8JsonReader reader, out JsonElement value, [NotNullWhen(false)] out string? error)
    {
        // The element owns its memory: nothing has to be disposed, nothing is shared with the reader's buffer.
        value = JsonElement.ParseValue(ref reader);
        error = Check(value);
        return error is null;
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value) => value.WriteTo(writer);

    public override string? Check(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Undefined => "must be a JSON value, not an undefined element",
                JsonValueKind.Null => "must not be null",
                _ => FindError(value, 0),
            };
        }
        catch (ObjectDisposedException)
        {
            return "must not belong to a disposed document; clone the element before its document is disposed";
        }
    }

    public override JsonElement Freeze(JsonElement value) => value.Clone();

    internal override bool TryReadSettingText(string? text, out JsonElement value, [NotNullWhen(false)] out string? error)
    {
        if (text is null)
        {
            return base.TryReadSettingText(text, out value, out error);
        }

        if (!UnicodeText.IsWellFormed(text))
        {
            (value, error) = (default, UnicodeText.Requirement);
            return false;
        }

        var json = text.AsSpan().Trim() is ['{' or '[' or '"', ..] ? text : ToScalarJson(text);
        return OptionJson.TryReadJson(this, json, out value, out error);
    }

    internal override bool TryReadSettingParts(SettingsNode node, out JsonElement value, [NotNullWhen(false)] out string? error)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            error = WriteSetting(writer, node, 0);
        }

        value = default;
        return error is null && OptionJson.TryReadJson(this, Encoding.UTF8.GetString(json.WrittenSpan), out value, out error);
    }

    private static string? WriteSetting(Utf8JsonWriter writer, SettingsNode node, int depth)
    {
        if (!UnicodeText.IsWellFormed(node.Name) || !UnicodeText.IsWellFormed(node.Text))
        {
            return UnicodeText.Requirement;
        }

        if (node.Parts.Count == 0)
        {
            writer.WriteRawValue(node.Text is { } text ? ToScalarJson(text) : "null");
            return null;
        }

        if (depth == OptionLimits.MaximumValueDepth)
        {
            return DepthError;
        }

        if (!string.IsNullOrEmpty(node.Text))
        {
            return "must not have a text and a section at the same place";
        }

        var isArray = node.FindNumberedParts() is { } items && items.Index().All(static entry => entry.Item.Name == entry.Index.ToString(CultureInfo.InvariantCulture));
        return isArray ? WriteSettingArray(writer, node.FindNumberedParts()!, depth) : WriteSettingObject(writer, node.Parts, depth);
    }

    private static string? WriteSettingArray(Utf8JsonWriter writer, IReadOnlyList<SettingsNode> items, int depth)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            if (WriteSetting(writer, item, depth + 1) is { } error)
            {
                return error;
            }
        }

        writer.WriteEndArray();
        return null;
    }

    private static string? WriteSettingObject(Utf8JsonWriter writer, IReadOnlyList<SettingsNode> properties, int depth)
    {
        writer.WriteStartObject();
        foreach (var property in properties)
        {
            writer.WritePropertyName(property.Name);
            if (WriteSetting(writer, property, depth + 1) is { } error)
            {
                return error;
            }
        }

        writer.WriteEndObject();
        return null;
    }

    private static string ToScalarJson(string text)
    {
        // Configuration writes true and false with a capital.
        if (bool.TryParse(text, out var boolean))
        {
            return boolean ? "true" : "false";
        }

        return text.AsSpan().Trim() is "null" || OptionJson.TryReadJson(FloatingPointCodec<double>.Instance, text, out _, out _)
            ? text
            : OptionJson.ToCanonicalJson(TextCodec.Instance, text);
    }

    private static string? FindError(JsonElement element, int depth) => element.ValueKind switch
    {
        JsonValueKind.Array or JsonValueKind.Object when depth == OptionLimits.MaximumValueDepth => DepthError,
        JsonValueKind.Array => FindErrorInArray(element, depth),
        JsonValueKind.Object => FindErrorInObject(element, depth),
        JsonValueKind.Number => element.TryGetDouble(out var number) && double.IsFinite(number) ? null : "must hold only numbers within the range of double precision",
        JsonValueKind.String => TryGetText(element, out _) ? null : UnicodeText.Requirement,
        _ => null,
    };

    private static string? FindErrorInArray(JsonElement array, int depth)
    {
        foreach (var item in array.EnumerateArray())
        {
            if (FindError(item, depth + 1) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static string? FindErrorInObject(JsonElement @object, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in @object.EnumerateObject())
        {
            if (!TryGetName(property, out var name))
            {
                return UnicodeText.Requirement;
            }

            if (!names.Add(name))
            {
                return "must not have two properties of the same name in one object";
            }

            if (FindError(property.Value, depth + 1) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static bool TryGetName(JsonProperty property, [NotNullWhen(true)] out string? name)
    {
        try
        {
            name = property.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            name = null;
            return false;
        }
    }

    private static bool TryGetText(JsonElement element, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = element.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }
}
