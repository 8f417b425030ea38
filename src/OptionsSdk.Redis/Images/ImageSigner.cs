using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OptionsSdk.Store;

namespace OptionsSdk.Redis.Images;

/// <summary>
/// Signs images with HMAC-SHA256, so that whoever can write to Redis and lacks the key can destroy an image and put an older one in its place,
/// as a crash of the server can, and nothing else. Safe for concurrent use.
/// </summary>
/// <remarks>
/// <para>
/// Each row is signed together with namespace and epoch: it cannot be changed, moved to another key, namespace or epoch. That alone would allow
/// rows of different revisions to be mixed, and rows to be left out. So the head holds a digest of the names and signatures of all rows, and a
/// signature over position and digest. The head can be checked without the rows, and rows only together with it.
/// </para>
/// <para>
/// A delta therefore carries a new head, which takes the whole image to compute. A digest that could be brought forward from the changed rows
/// alone (a sum or an exclusive or of the rows' signatures) could also be solved for other sets of old rows, because the signatures are there for
/// everybody to read. The writer computes the head from the signatures of the image that it last wrote or read here. If that is not where the delta starts, it
/// sends no delta but the whole image, which is what it does whenever a delta does not fit. The compare-and-set makes sure that the image it
/// computed from is the one that the delta is applied to; if rows were tampered with meanwhile, the new head does not cover them and readers
/// refuse the image.
/// </para>
/// <para>
/// A new epoch is always a whole image, so all rows of an image carry the signature of its epoch. Rows that a delta leaves alone keep the
/// signature that they have, perhaps of the previous key.
/// </para>
/// </remarks>
internal sealed class ImageSigner(string ns, byte[] key, byte[]? previousKey)
{
    private readonly byte[][] _keys = previousKey is null ? [[.. key]] : [[.. key], [.. previousKey]];

    /// <summary>Signs and verifies rows of one epoch.</summary>
    public RowSigner OfRows(long epoch) => new(_keys, Encoding.ASCII.GetBytes($"OptionsSdk.Redis.Row.1\n{ns}\n{ImageHead.Number(epoch)}\n"));

    /// <summary>Signs and verifies what one process of the fleet says. What it said before stays a valid word of it until it expires.</summary>
    public RowSigner OfNode(Guid node) => new(_keys, Encoding.ASCII.GetBytes($"OptionsSdk.Redis.Node.1\n{ns}\n{ImageHead.Token(node)}\n"));

    /// <summary>Makes the head of an image.</summary>
    /// <param name="position">Where it stands.</param>
    /// <param name="rows">The names and signatures of all its rows.</param>
    public ImageHead SignHead(StorePosition position, IEnumerable<KeyValuePair<string, string>> rows)
    {
        var digest = Digest(rows);
        return new(position, digest, Sign(_keys[0], Head(position, digest)));
    }

    /// <summary>Checks a head's own signature; the rows are another matter.</summary>
    /// <exception cref="ImageFormatException">It is not signed with a known key.</exception>
    public void VerifyHead(ImageHead head)
    {
        if (head.Signature is null || head.Digest is null)
        {
            throw new ImageFormatException(ImageHead.SignatureField, "is missing: the image is not signed");
        }

        var content = Head(head.Position, head.Digest);
        if (!_keys.Any(known => AreEqual(Sign(known, content), head.Signature)))
        {
            throw new ImageFormatException(ImageHead.SignatureField, "is no signature of a known key for this head");
        }
    }

    /// <summary>Checks that a head was made for these rows, neither more nor fewer.</summary>
    /// <exception cref="ImageFormatException">It was not.</exception>
    public static void VerifyRows(ImageHead head, IEnumerable<KeyValuePair<string, string>> rows)
    {
        if (!AreEqual(Digest(rows), head.Digest!))
        {
            throw new ImageFormatException(ImageHead.DigestField, "was made for other rows: some are missing, too many, or of another revision");
        }
    }

    internal static string Sign(byte[] key, ReadOnlySpan<byte> content) => Base64Url.EncodeToString(HMACSHA256.HashData(key, content));

    /// <summary>Compares signatures without telling by the time it takes where they differ.</summary>
    internal static bool AreEqual(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.UTF8.GetBytes(right));

    private static string Digest(IEnumerable<KeyValuePair<string, string>> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, signature) in rows.OrderBy(static row => row.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.ASCII.GetBytes($"{name} {signature}\n"));
        }

        return Base64Url.EncodeToString(hash.GetHashAndReset());
    }

    private byte[] Head(StorePosition position, string digest) => Encoding.UTF8.GetBytes(
        $"OptionsSdk.Redis.Head.1\n{ns}\n{ImageHead.Number(position.Epoch)}\n{ImageHead.Number(position.Revision)}\n{ImageHead.Token(position.Token)}\n{digest}");
}
