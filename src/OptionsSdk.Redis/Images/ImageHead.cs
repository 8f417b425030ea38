using System.Globalization;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Images;

/// <summary>
/// Where an image in Redis stands: its position and, where images are signed, the digest of its rows and the signature over both. Numbers
/// have 19 digits, so that texts compare as they do; scripts would lose order above 2^53 if they computed with them.
/// </summary>
internal sealed record ImageHead(StorePosition Position, string? Digest, string? Signature)
{
    public const string EpochField = "_epoch";
    public const string RevisionField = "_rev";
    public const string TokenField = "_tok";
    public const string DigestField = "_dig";
    public const string SignatureField = "_sig";

    private const int Digits = 19;

    /// <summary>The names of the head's fields, in the order in which they are asked for.</summary>
    public static readonly RedisValue[] Fields = [EpochField, RevisionField, TokenField, DigestField, SignatureField];

    /// <summary>Whether a field belongs to the head, this version's or a later one's: names of rows begin differently.</summary>
    public static bool IsHeadField(RedisValue name) => ((ReadOnlyMemory<byte>)name).Span.StartsWith("_"u8);

    public static string Number(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    public static string Token(Guid token) => token.ToString("N", CultureInfo.InvariantCulture);

    /// <summary>Reads the values of <see cref="Fields"/>.</summary>
    /// <returns>The head, or null if there is no hash.</returns>
    /// <exception cref="ImageFormatException">There is something that is no head.</exception>
    public static ImageHead? Read(ReadOnlySpan<RedisValue> values)
    {
        if (values[0].IsNull && values[1].IsNull && values[2].IsNull && values[3].IsNull && values[4].IsNull)
        {
            return null;
        }

        var position = new StorePosition(
            ReadNumber(EpochField, values[0]),
            ReadNumber(RevisionField, values[1]),
            ReadToken(values[2]));
        return new(position, ReadText(DigestField, values[3]), ReadText(SignatureField, values[4]));
    }

    private static long ReadNumber(string field, RedisValue value)
    {
        var text = ReadText(field, value) ?? throw new ImageFormatException(field, "is missing");
        return text.Length == Digits && text.All(char.IsAsciiDigit) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ImageFormatException(field, $"is no number of {Digits} digits");
    }

    private static Guid ReadToken(RedisValue value)
    {
        var text = ReadText(TokenField, value) ?? throw new ImageFormatException(TokenField, "is missing");
        return text.All(char.IsAsciiHexDigitLower) && Guid.TryParseExact(text, "N", out var token)
            ? token
            : throw new ImageFormatException(TokenField, "is no token");
    }

    private static string? ReadText(string field, RedisValue value)
    {
        if (value.IsNull)
        {
            return null;
        }

        return value.Length() <= ImageLimits.MaximumHeadBytes
            ? value.ToString()
            : throw new ImageFormatException(field, $"has more than {ImageLimits.MaximumHeadBytes} bytes");
    }
}
