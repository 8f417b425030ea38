using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using OptionsSdk.Settings;

namespace OptionsSdk.Codecs;

/// <summary>
/// Dictionaries as JSON objects. The canonical order of entries is that of their keys: numbers by value, everything else by the code
/// units of the name. Frozen dictionaries compare texts ordinally, whatever comparer their maker used.
/// </summary>
internal sealed class ReadOnlyDictionaryCodec<TKey, T>(IDictionaryKeyCodec<TKey> names, OptionCodec<TKey> key, OptionCodec<T> item)
    : CompositeCodec<IReadOnlyDictionary<TKey, T>>
    where TKey : notnull
{
    private const string DuplicateError = "must not have two entries with the same key";

    public override string TypeName { get; } = $"dictionary from {key.TypeName} to {item.TypeName}";

    public override bool HasEmpty => true;

    public override IReadOnlyDictionary<TKey, T> Empty => ReadOnlyDictionary<TKey, T>.Empty;

    internal override Func<IReadOnlyDictionary<TKey, T>, int?> Length => static value => value.Count;

    public override bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out IReadOnlyDictionary<TKey, T> value, [NotNullWhen(false)] out string? error)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            error = "must be a dictionary: a JSON object";
            return false;
        }

        var entries = new Dictionary<TKey, T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (!JsonToken.TryGetText(ref reader, out var name))
            {
                error = InKey(entries.Count, UnicodeText.Requirement);
                return false;
            }

            if (!names.TryParseKey(name, out var readKey, out error))
            {
                error = InKey(entries.Count, error);
                return false;
            }

            reader.Read();
            if (!item.TryRead(ref reader, out var readItem, out error))
            {
                error = InValue(entries.Count, error);
                return false;
            }

            if (!entries.TryAdd(readKey, readItem))
            {
                error = DuplicateError;
                return false;
            }
        }

        (value, error) = (Sort(entries), null);
        return true;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<TKey, T> value)
    {
        writer.WriteStartObject();
        foreach (var (entryKey, entryValue) in Sort(value))
        {
            writer.WritePropertyName(names.FormatKey(entryKey));
            item.Write(writer, entryValue);
        }

        writer.WriteEndObject();
    }

    public override string? Check(IReadOnlyDictionary<TKey, T> value)
    {
        if (value is null)
        {
            return "must not be null";
        }

        var seen = new HashSet<TKey>();
        foreach (var (entryKey, entryValue) in value)
        {
            if (key.Check(entryKey) is { } keyError)
            {
                return InKey(seen.Count, keyError);
            }

            if (item.Check(entryValue) is { } valueError)
            {
                return InValue(seen.Count, valueError);
            }

            // Only a dictionary with a comparer of its own can do this.
            if (!seen.Add(entryKey))
            {
                return DuplicateError;
            }
        }

        return null;
    }

    public override IReadOnlyDictionary<TKey, T> Freeze(IReadOnlyDictionary<TKey, T> value) =>
        Sort(value.Select(entry => KeyValuePair.Create(entry.Key, item.Freeze(entry.Value))));

    internal override bool TryReadSettingText(string? text, [MaybeNullWhen(false)] out IReadOnlyDictionary<TKey, T> value, [NotNullWhen(false)] out string? error)
    {
        // Inside a list or dictionary, configuration writes an empty object as null.
        if (text is not null)
        {
            return base.TryReadSettingText(text, out value, out error);
        }

        (value, error) = (Empty, null);
        return true;
    }

    internal override bool TryReadSettingParts(SettingsNode node, [MaybeNullWhen(false)] out IReadOnlyDictionary<TKey, T> value, [NotNullWhen(false)] out string? error)
    {
        value = null;
        var entries = new Dictionary<TKey, T>();
        foreach (var part in node.Parts)
        {
            // The text door: environment variables bring enumeration members in capitals.
            if (!key.TryParse(part.Name, out var readKey, out error))
            {
                error = InKey(entries.Count, error);
                return false;
            }

            if (!item.TryReadSetting(part, out var readItem, out error))
            {
                error = InValue(entries.Count, error);
                return false;
            }

            if (!entries.TryAdd(readKey, readItem))
            {
                error = DuplicateError;
                return false;
            }
        }

        (value, error) = (Sort(entries), null);
        return true;
    }

    private static string InKey(int index, string error) => string.Create(CultureInfo.InvariantCulture, $"has an entry (number {index + 1}) whose key {error}");

    private static string InValue(int index, string error) => string.Create(CultureInfo.InvariantCulture, $"has an entry (number {index + 1}) whose value {error}");

    private ReadOnlyDictionary<TKey, T> Sort(IEnumerable<KeyValuePair<TKey, T>> entries)
    {
        var sorted = entries.ToArray();
        Array.Sort(sorted, (left, right) => names.CompareKeys(left.Key, right.Key));
        return new ReadOnlyDictionary<TKey, T>(new Dictionary<TKey, T>(sorted));
    }
}
