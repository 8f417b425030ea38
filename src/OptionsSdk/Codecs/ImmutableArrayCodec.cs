using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs;

/// <summary>Lists as immutable arrays. The default array, which is not even empty, is refused rather than guessed at.</summary>
internal sealed class ImmutableArrayCodec<T>(OptionCodec<T> item) : CompositeCodec<ImmutableArray<T>>
{
    public override string TypeName { get; } = $"list of {item.TypeName}";

    public override bool HasEmpty => true;

    public override ImmutableArray<T> Empty => [];

    internal override Func<ImmutableArray<T>, int?> Length => static value => value.Length;

    public override bool TryRead(ref Utf8JsonReader reader, out ImmutableArray<T> value, [NotNullWhen(false)] out string? error)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            error = "must be a list: a JSON array";
            return false;
        }

        var items = ImmutableArray.CreateBuilder<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!item.TryRead(ref reader, out var read, out error))
            {
                error = InItem(items.Count, error);
                return false;
            }

            items.Add(read);
        }

        (value, error) = (items.DrainToImmutable(), null);
        return true;
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value)
    {
        writer.WriteStartArray();
        foreach (var part in value)
        {
            item.Write(writer, part);
        }

        writer.WriteEndArray();
    }

    public override string? Check(ImmutableArray<T> value)
    {
        if (value.IsDefault)
        {
            return "must not be a default ImmutableArray; use [] for an empty list";
        }

        for (var index = 0; index < value.Length; index++)
        {
            if (item.Check(value[index]) is { } error)
            {
                return InItem(index, error);
            }
        }

        return null;
    }

    public override ImmutableArray<T> Freeze(ImmutableArray<T> value) => ImmutableArray.CreateRange(value, item.Freeze);

    internal override bool TryReadSettingText(string? text, out ImmutableArray<T> value, [NotNullWhen(false)] out string? error)
    {
        if (text is not { Length: 0 })
        {
            return base.TryReadSettingText(text, out value, out error);
        }

        (value, error) = ([], null);
        return true;
    }

    internal override bool TryReadSettingParts(SettingsNode node, out ImmutableArray<T> value, [NotNullWhen(false)] out string? error)
    {
        value = default;
        if (node.FindNumberedParts() is not { } parts)
        {
            error = "must be a list: a section whose children are numbered from 0";
            return false;
        }

        var items = ImmutableArray.CreateBuilder<T>(parts.Count);
        foreach (var part in parts)
        {
            if (!item.TryReadSetting(part, out var read, out error))
            {
                error = InItem(items.Count, error);
                return false;
            }

            items.Add(read);
        }

        (value, error) = (items.MoveToImmutable(), null);
        return true;
    }

    private static string InItem(int index, string error) => string.Create(CultureInfo.InvariantCulture, $"has an item (number {index + 1}) that {error}");
}
