using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OptionsSdk.Store.LastKnownGood;

/// <summary>
/// The format of a last-known-good file: one self-describing file, so that no two files can disagree. The first line is a JSON object
/// <c>{v, ns, epoch, rev, token, savedAtUtc, schemaHash, count, sha256}</c>, each further line the JSON object of one row
/// <c>{key, value, rev, at, by, channel, reason}</c>, ordered by key. The digest covers everything but itself: it finds what is torn or
/// rotten. Against those who may write the file only its permissions help.
/// </summary>
internal static class LastKnownGoodFormat
{
    public const int MaximumFileBytes = 16 * 1024 * 1024;
    public const int MaximumRows = 20_000;

    private const int Version = 1;
    private const int MaximumHeaderBytes = 4096;

    private static readonly byte[] DigestStart = ",\"sha256\":\""u8.ToArray();
    private static readonly byte[] DigestEnd = "\"}"u8.ToArray();

    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = 2, AllowDuplicateProperties = false };

    /// <summary>Writes an image.</summary>
    /// <exception cref="InvalidDataException">The image is larger than a file may be.</exception>
    public static byte[] Write(string ns, StoreImage image, string schemaHash, DateTime savedAt)
    {
        if (image.Rows.Count > MaximumRows)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"there are more than {MaximumRows} options"));
        }

        var payload = new ArrayBufferWriter<byte>();
        foreach (var row in image.Rows.Values.OrderBy(static row => row.Key, StringComparer.Ordinal))
        {
            WriteLine(payload, writer =>
            {
                writer.WriteString("key"u8, row.Key);
                writer.WriteString("value"u8, row.Value);
                writer.WriteNumber("rev"u8, row.Revision);
                writer.WriteString("at"u8, row.UpdatedAt);
                writer.WriteString("by"u8, row.UpdatedBy);
                writer.WriteNumber("channel"u8, (int)row.Channel);
                writer.WriteString("reason"u8, row.Reason);
            });
        }

        var header = new ArrayBufferWriter<byte>();
        WriteLine(header, writer =>
        {
            writer.WriteNumber("v"u8, Version);
            writer.WriteString("ns"u8, ns);
            writer.WriteNumber("epoch"u8, image.Position.Epoch);
            writer.WriteNumber("rev"u8, image.Position.Revision);
            writer.WriteString("token"u8, image.Position.Token);
            writer.WriteString("savedAtUtc"u8, savedAt);
            writer.WriteString("schemaHash"u8, schemaHash);
            writer.WriteNumber("count"u8, image.Rows.Count);
        });

        var described = header.WrittenSpan[..^"}\n".Length];
        var file = new byte[described.Length + DigestStart.Length + (2 * SHA256.HashSizeInBytes) + DigestEnd.Length + 1 + payload.WrittenCount];
        var rest = file.AsSpan();
        Append(ref rest, described);
        Append(ref rest, DigestStart);
        Append(ref rest, Encoding.ASCII.GetBytes(Digest(described, payload.WrittenSpan)));
        Append(ref rest, DigestEnd);
        Append(ref rest, "\n"u8);
        Append(ref rest, payload.WrittenSpan);
        return file.Length <= MaximumFileBytes ? file : throw TooLarge();
    }

    /// <summary>Reads and verifies a file.</summary>
    /// <exception cref="InvalidDataException">It is not a whole and untouched file of this namespace; the message is a clause that says why.</exception>
    public static LastKnownGoodContent Read(string ns, ReadOnlyMemory<byte> file)
    {
        if (file.Length > MaximumFileBytes)
        {
            throw TooLarge();
        }

        try
        {
            return ReadVerified(ns, file);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException("it is not what this library writes", exception);
        }
    }

    public static InvalidDataException TooLarge() =>
        new(string.Create(CultureInfo.InvariantCulture, $"it is larger than {MaximumFileBytes} bytes"));

    private static LastKnownGoodContent ReadVerified(string ns, ReadOnlyMemory<byte> file)
    {
        var end = file.Span[..Math.Min(file.Length, MaximumHeaderBytes)].IndexOf((byte)'\n');
        var digestLength = DigestStart.Length + (2 * SHA256.HashSizeInBytes) + DigestEnd.Length;
        if (end < digestLength)
        {
            throw new InvalidDataException("it has no header");
        }

        var payload = file[(end + 1)..];
        using var header = JsonDocument.Parse(file[..end], ReaderOptions);
        var root = header.RootElement;

        // Before the digest: a later version may write another one.
        if (root.GetProperty("v").GetInt32() is var version && version != Version)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it has the format {version}, not {Version}"));
        }

        var described = file.Span[..(end - digestLength)];
        if (root.GetProperty("sha256").GetString() is not { } digest || digest != Digest(described, payload.Span))
        {
            throw new InvalidDataException("it is not whole, or was changed after it was written");
        }

        if (root.GetProperty("ns").GetString() != ns)
        {
            throw new InvalidDataException("it belongs to another namespace");
        }

        var position = new StorePosition(root.GetProperty("epoch").GetInt64(), root.GetProperty("rev").GetInt64(), root.GetProperty("token").GetGuid());
        var count = root.GetProperty("count").GetInt32();
        if (position.Epoch < 0 || position.Revision < 0 || count is < 0 or > MaximumRows)
        {
            throw new InvalidDataException("its header makes no sense");
        }

        return new(
            StoreImage.From(position, ReadRows(payload, position.Revision, count)),
            root.GetProperty("schemaHash").GetString() ?? string.Empty,
            root.GetProperty("savedAtUtc").GetDateTime(),
            file);
    }

    private static StoreRow[] ReadRows(ReadOnlyMemory<byte> payload, long newest, int count)
    {
        var rows = new StoreRow[count];
        for (var index = 0; index < count; index++)
        {
            var end = payload.Span.IndexOf((byte)'\n');
            if (end < 0)
            {
                throw new InvalidDataException("it has fewer options than its header says");
            }

            using var line = JsonDocument.Parse(payload[..end], ReaderOptions);
            rows[index] = ReadRow(line.RootElement, newest);
            if (index > 0 && string.CompareOrdinal(rows[index - 1].Key, rows[index].Key) >= 0)
            {
                throw new InvalidDataException("it names an option twice");
            }

            payload = payload[(end + 1)..];
        }

        return payload.IsEmpty ? rows : throw new InvalidDataException("it has more options than its header says");
    }

    private static StoreRow ReadRow(JsonElement row, long newest)
    {
        var key = row.GetProperty("key").GetString();
        var value = row.GetProperty("value").GetString();
        var revision = row.GetProperty("rev").GetInt64();
        var channel = (OptionChannel)row.GetProperty("channel").GetInt32();
        return key is not null && OptionKey.IsValid(key) && value is not null && revision > 0 && revision <= newest && Enum.IsDefined(channel)
            ? new(
                key,
                value,
                revision,
                row.GetProperty("at").GetDateTime(),
                row.GetProperty("by").GetString(),
                channel,
                row.GetProperty("reason").GetString())
            : throw new InvalidDataException("it holds an impossible row");
    }

    private static void WriteLine(ArrayBufferWriter<byte> buffer, Action<Utf8JsonWriter> writeMembers)
    {
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
    }

    private static string Digest(ReadOnlySpan<byte> described, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(described);
        hash.AppendData(payload);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(ref Span<byte> rest, ReadOnlySpan<byte> part)
    {
        part.CopyTo(rest);
        rest = rest[part.Length..];
    }
}
