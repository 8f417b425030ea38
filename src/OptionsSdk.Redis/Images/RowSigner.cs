using System.Buffers.Text;
using System.Security.Cryptography;

namespace OptionsSdk.Redis.Images;

/// <summary>Signs rows of one namespace and epoch with the first key, and takes the signatures of all of them.</summary>
internal sealed class RowSigner(byte[][] keys, byte[] context)
{
    /// <summary>Signs a row.</summary>
    /// <param name="unsigned">The row as it is written without a signature.</param>
    public string Sign(ReadOnlySpan<byte> unsigned) => Sign(keys[0], unsigned, default, default);

    /// <summary>Checks a row's signature.</summary>
    /// <param name="name">The name of the row's field.</param>
    /// <param name="line">The row's line up to the signature.</param>
    /// <param name="signature">The signature, or <c>-</c>.</param>
    /// <param name="body">What follows the line.</param>
    /// <exception cref="ImageFormatException">The row is not signed with a known key.</exception>
    public void Verify(string name, ReadOnlySpan<byte> line, string signature, ReadOnlySpan<byte> body)
    {
        foreach (var key in keys)
        {
            if (ImageSigner.AreEqual(Sign(key, line, "-\n"u8, body), signature))
            {
                return;
            }
        }

        throw new ImageFormatException(name, "is not signed with a known key for this row");
    }

    private string Sign(byte[] key, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(context);
        hmac.AppendData(first);
        hmac.AppendData(second);
        hmac.AppendData(third);
        return Base64Url.EncodeToString(hmac.GetHashAndReset());
    }
}
