using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OptionsSdk.Codecs;

/// <summary>
/// Any JSON. The order of properties and the spelling of numbers are kept. Null is allowed inside, but is no value by itself: an
/// option that may be nothing is a nullable one.
/// </summary>
internal sealed class JsonElementCodec : CompositeCodec<JsonElement>
{
    public static readonly JsonElementCodec Instance = new();

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

    private static string? FindError(JsonElement element, int depth) => element.ValueKind switch
    {
        JsonValueKind.Array or JsonValueKind.Object when depth == OptionLimits.MaximumValueDepth => $"must not be nested deeper than {OptionLimits.MaximumValueDepth} levels",
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
