using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OptionsSdk.Store;

namespace OptionsSdk.Redis.Images;

/// <summary>
/// The format of one row, version 1: a line <c>1 revision ticks channel keyBytes byBytes reasonBytes signature</c>, numbers in decimal, then
/// key, author, reason and value one after the other, in UTF-8. An author or reason that was not given has the length <c>-</c>, a row that is
/// not signed the signature <c>-</c>. Every number has exactly one way to be written, so a row has exactly one encoding.
/// </summary>
internal static class RowFormat
{
    public const int SignatureLength = 43;

    private const int Version = 1;
    private const int LongestLine = 256;

    /// <summary>Writes a row.</summary>
    /// <param name="row">A row with a value.</param>
    /// <param name="signer">Signs the row; null to leave it unsigned.</param>
    /// <exception cref="Errors.OptionStoreException">The row is larger than one may be, or is no text.</exception>
    public static byte[] Write(StoreRow row, RowSigner? signer)
    {
        byte[] key, by, reason, value;
        try
        {
            key = StrictText.Encoding.GetBytes(row.Key);
            by = StrictText.Encoding.GetBytes(row.UpdatedBy ?? string.Empty);
            reason = StrictText.Encoding.GetBytes(row.Reason ?? string.Empty);
            value = StrictText.Encoding.GetBytes(row.Value!);
        }
        catch (EncoderFallbackException)
        {
            throw ImageLimits.TooLarge(row.Key, "The row has characters that UTF-8 does not have");
        }

        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Version} {row.Revision} {row.UpdatedAt.Ticks} {(int)row.Channel} {key.Length} {Length(row.UpdatedBy, by)} {Length(row.Reason, reason)} ");
        var size = line.Length + SignatureLength + 1 + key.Length + by.Length + reason.Length + value.Length;
        if (value.Length > ImageLimits.MaximumValueBytes || size > ImageLimits.MaximumRowBytes)
        {
            throw ImageLimits.TooLarge(row.Key, "The value is too large, or its author and reason are too long");
        }

        var unsigned = Join(line, "-", key, by, reason, value);
        return signer is null ? unsigned : Join(line, signer.Sign(unsigned), key, by, reason, value);
    }

    /// <summary>Reads and checks a row.</summary>
    /// <param name="name">The name of its field, which its key must have.</param>
    /// <param name="field">The row.</param>
    /// <param name="newest">The revision of the image.</param>
    /// <param name="signer">Checks the signature; null where images are not signed.</param>
    /// <param name="signature">The signature, or <c>-</c>.</param>
    /// <exception cref="ImageFormatException">It is not a row of this version, or not signed with a known key.</exception>
    public static StoreRow Read(string name, ReadOnlySpan<byte> field, long newest, RowSigner? signer, out string signature)
    {
        if (field.Length > ImageLimits.MaximumRowBytes)
        {
            throw new ImageFormatException(name, "is larger than a row may be");
        }

        var end = field[..Math.Min(field.Length, LongestLine)].IndexOf((byte)'\n');
        if (end < 0)
        {
            throw new ImageFormatException(name, "is no row");
        }

        var rest = field[..end];
        var version = Number(name, ref rest);
        if (version != Version)
        {
            throw new ImageFormatException(name, "has a format of another version", isNewer: version > Version);
        }

        var revision = Number(name, ref rest);
        var ticks = Number(name, ref rest);
        var channel = Number(name, ref rest);
        var keyLength = Number(name, ref rest);
        var byLength = OptionalNumber(name, ref rest);
        var reasonLength = OptionalNumber(name, ref rest);
        if (revision > newest || ticks > DateTime.MaxValue.Ticks || channel > (long)OptionChannel.KillSwitch)
        {
            throw new ImageFormatException(name, "has an impossible revision, time or channel");
        }

        signature = Signature(name, rest);
        if (signer is not null)
        {
            signer.Verify(name, field[..(end - rest.Length)], signature, field[(end + 1)..]);
        }

        var body = field[(end + 1)..];
        var key = Text(name, ref body, keyLength);
        var by = byLength is { } someLength ? Text(name, ref body, someLength) : null;
        var reason = reasonLength is { } otherLength ? Text(name, ref body, otherLength) : null;
        if (body.Length > ImageLimits.MaximumValueBytes)
        {
            throw new ImageFormatException(name, "has a value that is too large");
        }

        var value = Text(name, ref body, body.Length);
        if (OptionCacheKey.For(key) != name)
        {
            throw new ImageFormatException(name, "holds the row of another key");
        }

        return new(key, value, revision, new DateTime(ticks, DateTimeKind.Utc), by, (OptionChannel)channel, reason);
    }

    /// <summary>The signature of a row that this library wrote.</summary>
    public static string SignatureOf(ReadOnlySpan<byte> row)
    {
        var line = row[..row.IndexOf((byte)'\n')];
        return Encoding.ASCII.GetString(line[(line.LastIndexOf((byte)' ') + 1)..]);
    }

    private static string Length(string? text, byte[] bytes) =>
        text is null ? "-" : bytes.Length.ToString(CultureInfo.InvariantCulture);

    private static byte[] Join(string line, string signature, params ReadOnlySpan<byte[]> parts)
    {
        var writer = new ArrayBufferWriter<byte>(line.Length + signature.Length + 1 + parts[0].Length + parts[1].Length + parts[2].Length + parts[3].Length);
        Encoding.ASCII.GetBytes(line, writer);
        Encoding.ASCII.GetBytes(signature, writer);
        writer.Write("\n"u8);
        foreach (var part in parts)
        {
            writer.Write(part);
        }

        return writer.WrittenSpan.ToArray();
    }

    private static long Number(string name, ref ReadOnlySpan<byte> rest)
    {
        var word = Word(name, ref rest);
        // One way to write a number: no sign, no leading zero.
        return word.Length is > 0 and <= 19
            && word.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && (word.Length == 1 || word[0] != '0')
            && Utf8Parser.TryParse(word, out long number, out var used)
            && used == word.Length
            ? number
            : throw new ImageFormatException(name, "has a number that cannot be read");
    }

    private static long? OptionalNumber(string name, ref ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("- "u8))
        {
            rest = rest[2..];
            return null;
        }

        return Number(name, ref rest);
    }

    private static ReadOnlySpan<byte> Word(string name, ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)' ');
        if (end < 0)
        {
            throw new ImageFormatException(name, "is no row");
        }

        var word = rest[..end];
        rest = rest[(end + 1)..];
        return word;
    }

    private static string Signature(string name, ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("-"u8))
        {
            return "-";
        }

        return word.Length == SignatureLength && Ascii.IsValid(word) && word.IndexOf((byte)' ') < 0
            ? Encoding.ASCII.GetString(word)
            : throw new ImageFormatException(name, "has a signature that cannot be read");
    }

    private static string Text(string name, ref ReadOnlySpan<byte> rest, long length)
    {
        if (length > rest.Length)
        {
            throw new ImageFormatException(name, "is shorter than it says");
        }

        var bytes = rest[..(int)length];
        rest = rest[(int)length..];
        return StrictText.Read(name, bytes);
    }
}
