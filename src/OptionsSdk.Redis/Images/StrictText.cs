using System.Text;

namespace OptionsSdk.Redis.Images;

/// <summary>Text in Redis: UTF-8, and nothing that is none.</summary>
internal static class StrictText
{
    /// <summary>Throws where bytes or characters are none of a text.</summary>
    public static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads text.</summary>
    /// <param name="field">The field, for the error.</param>
    /// <param name="bytes">The text's bytes.</param>
    /// <exception cref="ImageFormatException">They are no UTF-8.</exception>
    public static string Read(string field, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new ImageFormatException(field, "is no UTF-8");
        }
    }
}
