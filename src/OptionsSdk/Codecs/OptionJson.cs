using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace OptionsSdk.Codecs;

/// <summary>
/// The one way between values and the JSON that stores hold. Canonical JSON has no white space, and escapes only what it must: rows
/// stay readable in any language, and nothing that shows values may rely on the escaping.
/// </summary>
internal static class OptionJson
{
    /// <summary>How JSON is read, whoever wrote it.</summary>
    public static readonly JsonReaderOptions ReaderOptions = new()
    {
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = OptionLimits.MaximumValueDepth,
    };

    /// <summary>How canonical JSON is written.</summary>
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = false,
    };

    // A character as an escape sequence; what is written as UTF-8 takes half of it.
    private const int MaximumBytesPerCharacter = 6;

    private static readonly string SizeError = string.Create(CultureInfo.InvariantCulture, $"must not be larger than {OptionLimits.MaximumValueBytes} bytes as JSON");
    private static readonly string DepthError = string.Create(CultureInfo.InvariantCulture, $"must not be nested deeper than {OptionLimits.MaximumValueDepth} levels");

    /// <summary>Writes a value as canonical JSON, whatever its size.</summary>
    /// <param name="codec">The codec of the value's type.</param>
    /// <param name="value">A value that the codec's <see cref="OptionCodec{T}.Check"/> accepts.</param>
    public static string ToCanonicalJson<T>(OptionCodec<T> codec, T value) => Encoding.UTF8.GetString(Write(codec, value).WrittenSpan);

    /// <summary>Writes a value as canonical JSON, unless it is too large or nested too deeply for a store.</summary>
    /// <param name="codec">The codec of the value's type.</param>
    /// <param name="value">A value that the codec's <see cref="OptionCodec{T}.Check"/> accepts.</param>
    /// <param name="json">The JSON.</param>
    /// <param name="error">Why a store cannot hold the value.</param>
    public static bool TryWriteJson<T>(OptionCodec<T> codec, T value, [NotNullWhen(true)] out string? json, [NotNullWhen(false)] out string? error)
    {
        var utf8 = Write(codec, value).WrittenSpan;
        error = FindLimitError(utf8);
        json = error is null ? Encoding.UTF8.GetString(utf8) : null;
        return error is null;
    }

    /// <summary>Says why a store cannot hold a value, if it cannot. Values that no limit can concern are not even written.</summary>
    /// <param name="codec">The codec of the value's type.</param>
    /// <param name="value">A value that the codec's <see cref="OptionCodec{T}.Check"/> accepts.</param>
    /// <returns>The error, or <see langword="null"/> if the value is within the limits.</returns>
    public static string? FindLimitError<T>(OptionCodec<T> codec, T value) =>
        codec.MayBreakLimits(value) ? FindLimitError(Write(codec, value).WrittenSpan) : null;

    /// <summary>Says whether a text is so long that only its JSON tells whether it is within the limits.</summary>
    /// <param name="text">The text.</param>
    public static bool MayBreakLimits(string text) => text.Length > (OptionLimits.MaximumValueBytes - "\"\"".Length) / MaximumBytesPerCharacter;

    /// <summary>Reads a value from JSON: one value, nothing after it, no comments, within the limits. Never throws for bad input.</summary>
    public static bool TryReadJson<T>(OptionCodec<T> codec, string json, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        value = default;
        if (!TryEncode(json, out var utf8, out error))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(utf8, ReaderOptions);
            if (reader.Read() && codec.TryRead(ref reader, out value, out error))
            {
                // Anything after the value makes the reader throw.
                reader.Read();
                return true;
            }

            error ??= "must be JSON";
        }
        catch (JsonException exception)
        {
            // The exception's own message quotes the text, which may be a secret.
            error = string.Create(CultureInfo.InvariantCulture, $"must be valid JSON; it breaks at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        }

        value = default;
        return false;
    }

    private static ArrayBufferWriter<byte> Write<T>(OptionCodec<T> codec, T value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        codec.Write(writer, value);
        writer.Flush();
        return buffer;
    }

    private static bool TryEncode(string json, out ReadOnlySpan<byte> utf8, [NotNullWhen(false)] out string? error)
    {
        utf8 = default;
        if (json.Length > OptionLimits.MaximumValueBytes)
        {
            error = SizeError;
            return false;
        }

        var buffer = new byte[Encoding.UTF8.GetByteCount(json)];
        utf8 = buffer;
        error = Utf8.FromUtf16(json, buffer, out _, out _, replaceInvalidSequences: false) == OperationStatus.Done
            ? FindLimitError(buffer)
            : UnicodeText.Requirement;
        return error is null;
    }

    private static string? FindLimitError(ReadOnlySpan<byte> utf8) =>
        utf8.Length > OptionLimits.MaximumValueBytes ? SizeError
        : MeasureDepth(utf8) > OptionLimits.MaximumValueDepth ? DepthError
        : null;

    // Counts brackets outside strings, so that a depth bomb has its own error; text that is no JSON is for the reader to refuse.
    private static int MeasureDepth(ReadOnlySpan<byte> utf8)
    {
        var (depth, maximum, inString) = (0, 0, false);
        for (var index = 0; index < utf8.Length; index++)
        {
            switch (utf8[index])
            {
                case (byte)'"':
                    inString = !inString;
                    break;
                case (byte)'\\' when inString:
                    index++;
                    break;
                case (byte)'[' or (byte)'{' when !inString:
                    maximum = Math.Max(maximum, ++depth);
                    break;
                case (byte)']' or (byte)'}' when !inString:
                    depth--;
                    break;
            }
        }

        return maximum;
    }
}
