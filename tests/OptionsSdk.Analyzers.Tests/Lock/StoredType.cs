using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OptionsSdk.Analyzers.Lock.Format;
using OptionsSdk.Codecs;

namespace OptionsSdk.Analyzers.Tests.Lock;

/// <summary>A type of options, with the canonical JSON of values that are likely to get lost, by the codec that stores use.</summary>
/// <param name="Name">The type's canonical name.</param>
/// <param name="Values">The JSON of its values.</param>
/// <param name="ReadAndWrite">Reads JSON as a value and writes this again; null if it is no value.</param>
public sealed record StoredType(string Name, IReadOnlyList<string> Values, Func<string, string?> ReadAndWrite)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal OptionType Type => OptionType.Parse(Name)!;

    public static StoredType Of<T>(string name, params T[] values) => Of(name, OptionCodecs.Of<T>(), values);

    public static StoredType Enumeration<T>()
        where T : struct, Enum => Of(OptionType.Of(typeof(T).FullName!, []).ToString(), OptionCodecs.Enumeration<T>(), Enum.GetValues<T>());

    public static StoredType Of<T>(string name, OptionCodec<T> codec, params T[] values) => new(
        name,
        [.. values.Select(value => Write(codec, value))],
        json => TryRead(codec, json, out var value) ? Write(codec, value) : null);

    private static bool TryRead<T>(OptionCodec<T> codec, string json, out T value)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        return reader.Read() & codec.TryRead(ref reader, out value!, out _);
    }

    private static string Write<T>(OptionCodec<T> codec, T value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Relaxed))
        {
            codec.Write(writer, value);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
