using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs.UserTypes;

/// <summary>
/// Values of a user's type, made and taken apart by the serializer that the type's JSON context generated. Its canonical JSON has every
/// member, in the context's order. Values are frozen by being made anew of their canonical JSON, so that they are exactly of the type.
/// </summary>
/// <param name="shape">What the type's JSON looks like.</param>
/// <param name="type">How the serializer makes values.</param>
internal sealed class UserTypeCodec<T>(ObjectShape shape, JsonTypeInfo<T> type) : CompositeCodec<T>
{
    public override string TypeName => shape.TypeName;

    public override bool HasEmpty => false;

    public override T Empty => default!;

    public override bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        using var copy = new JsonCopy(JsonForm.Serializer);
        error = shape.Copy(ref reader, copy);
        value = default;
        return error is null && TryMake(copy, out value, out error);
    }

    public override void Write(Utf8JsonWriter writer, T value)
    {
        using var copy = new JsonCopy(JsonForm.Canonical);
        if (Take(value, copy) is { } error)
        {
            throw new InvalidOperationException($"The value {error}.");
        }

        writer.WriteRawValue(copy.ToJson(), skipInputValidation: true);
    }

    public override string? Check(T value)
    {
        using var copy = new JsonCopy(JsonForm.Canonical);
        return Take(value, copy);
    }

    public override T Freeze(T value)
    {
        using var copy = new JsonCopy(JsonForm.Serializer);
        var error = Take(value, copy);
        return error is null && TryMake(copy, out var frozen, out error) ? frozen : throw new InvalidOperationException($"The value {error}.");
    }

    internal override bool TryReadSettingParts(SettingsNode node, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        using var copy = new JsonCopy(JsonForm.Serializer);
        error = shape.CopyParts(node, copy);
        value = default;
        return error is null && TryMake(copy, out value, out error);
    }

    private string? Take(T value, JsonCopy copy)
    {
        if (value is null)
        {
            return "must not be null";
        }

        byte[] json;
        try
        {
            json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        }
        catch (JsonException)
        {
            // Members cannot be what the serializer refuses, unless they never end.
            return JsonShape.DepthError;
        }
        catch (Exception exception)
        {
            return $"makes {TypeName} throw {exception.GetType().Name} when it is read";
        }

        try
        {
            var reader = new Utf8JsonReader(json, OptionJson.ReaderOptions);
            reader.Read();
            return shape.Copy(ref reader, copy);
        }
        catch (JsonException)
        {
            return JsonShape.DepthError;
        }
    }

    private bool TryMake(JsonCopy copy, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        if (!TryMake(copy.ToJson(), out value, out error))
        {
            return false;
        }

        // What a constructor or a missing member made of the JSON must be a value, too, and with nothing missing any more.
        using var whole = new JsonCopy(JsonForm.Serializer);
        error = Take(value, whole);
        if (error is not null)
        {
            value = default;
            return false;
        }

        return !copy.HasGaps || TryMake(whole.ToJson(), out value, out error);
    }

    private bool TryMake(byte[] json, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        try
        {
            value = JsonSerializer.Deserialize(json, type);
            error = value is null ? "must not be null" : null;
            return error is null;
        }
        catch (Exception exception)
        {
            // A constructor's own check; its words may quote the value.
            (value, error) = (default, $"makes {TypeName} throw {exception.GetType().Name} when it is made");
            return false;
        }
    }
}
