using System.Collections.Immutable;
using OptionsSdk.Store;
using StackExchange.Redis;

namespace OptionsSdk.Redis.Images;

/// <summary>An image as the fields of one hash: the head, and one field for each row, named by <see cref="OptionCacheKey"/>.</summary>
internal sealed class ImageFormat(ImageSigner? signer)
{
    public bool IsSigned => signer is not null;

    /// <summary>Writes a whole image, the head's fields last.</summary>
    /// <param name="image">The image.</param>
    /// <param name="signatures">The signatures of its rows by the names of their fields; empty where images are not signed.</param>
    /// <exception cref="Errors.OptionStoreException">The image is larger than one may be.</exception>
    public List<HashEntry> Write(StoreImage image, out SignedRows signatures)
    {
        if (image.Rows.Count > ImageLimits.MaximumRows)
        {
            throw ImageLimits.TooLarge(null, "There are too many options");
        }

        var rows = signer?.OfRows(image.Position.Epoch);
        var entries = new List<HashEntry>(image.Rows.Count + ImageHead.Fields.Length);
        var signed = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        long bytes = 0;
        foreach (var row in image.Rows.Values)
        {
            var name = OptionCacheKey.For(row.Key);
            var content = Write(row, image.Position, rows);
            bytes += name.Length + content.Length;
            if (bytes > ImageLimits.MaximumImageBytes)
            {
                throw ImageLimits.TooLarge(null, "The options are too large together");
            }

            entries.Add(new(name, content));
            if (rows is not null)
            {
                signed[name] = RowFormat.SignatureOf(content);
            }
        }

        signatures = new(image.Position, signed.ToImmutable());
        entries.AddRange(Entries(signer?.SignHead(image.Position, signatures.ByName) ?? new(image.Position, null, null)));
        return entries;
    }

    /// <summary>Writes the changed rows of a delta and the head after it.</summary>
    /// <param name="delta">A delta that is not full.</param>
    /// <param name="signatures">The signatures of the rows where the delta starts, and then of those after it.</param>
    public ImageChange Write(StoreDelta delta, ref SignedRows? signatures)
    {
        var rows = signer?.OfRows(delta.To.Epoch);
        var signed = signatures?.ByName.ToBuilder();
        var sets = new List<HashEntry>();
        var deletes = new List<RedisValue>();
        foreach (var row in delta.Rows)
        {
            var name = OptionCacheKey.For(row.Key);
            if (row.IsDeleted)
            {
                deletes.Add(name);
                signed?.Remove(name);
                continue;
            }

            var content = Write(row, delta.To, rows);
            sets.Add(new(name, content));
            if (rows is not null)
            {
                signed![name] = RowFormat.SignatureOf(content);
            }
        }

        var head = new ImageHead(delta.To, null, null);
        if (signer is not null)
        {
            signatures = new(delta.To, signed!.ToImmutable());
            head = signer.SignHead(delta.To, signatures.ByName);
        }
        else
        {
            // A signature of the head before would now be a wrong one.
            deletes.Add(ImageHead.DigestField);
            deletes.Add(ImageHead.SignatureField);
        }

        sets.AddRange(Entries(head));
        return new(delta.From, delta.To, sets, deletes);
    }

    /// <summary>Reads a whole image.</summary>
    /// <param name="fields">All fields of the hash, at most as many and as large as <see cref="ImageLimits"/> allow.</param>
    /// <param name="signatures">The signatures of its rows; empty where images are not signed.</param>
    /// <returns>The image, or null if there are no fields.</returns>
    /// <exception cref="ImageFormatException">A field is not what this library writes, or is not signed as it should be.</exception>
    public StoreImage? Read(HashEntry[] fields, out SignedRows? signatures)
    {
        signatures = null;
        if (fields.Length == 0)
        {
            return null;
        }

        Check(fields);
        var headValues = new RedisValue[ImageHead.Fields.Length];
        foreach (var field in fields)
        {
            if (ImageHead.IsHeadField(field.Name) && Array.IndexOf(ImageHead.Fields, field.Name) is var index and >= 0)
            {
                headValues[index] = field.Value;
            }
        }

        var head = ReadHead(headValues) ?? throw new ImageFormatException(ImageHead.RevisionField, "is missing");
        var verifier = signer?.OfRows(head.Position.Epoch);
        var rows = new List<StoreRow>(fields.Length);
        var signed = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (!ImageHead.IsHeadField(field.Name))
            {
                var name = field.Name.ToString();
                rows.Add(RowFormat.Read(name, ((ReadOnlyMemory<byte>)field.Value).Span, head.Position.Revision, verifier, out var signature));
                if (signer is not null)
                {
                    signed[name] = signature;
                }
            }
        }

        signatures = new(head.Position, signed.ToImmutable());
        if (signer is not null)
        {
            ImageSigner.VerifyRows(head, signatures.ByName);
        }

        return StoreImage.From(head.Position, rows.ToArray());
    }

    /// <summary>Reads a head and checks its signature where images are signed.</summary>
    /// <exception cref="ImageFormatException">It is no head, or not signed as it should be.</exception>
    public ImageHead? ReadHead(ReadOnlySpan<RedisValue> values)
    {
        var head = ImageHead.Read(values);
        if (head is not null)
        {
            signer?.VerifyHead(head);
        }

        return head;
    }

    private static byte[] Write(StoreRow row, StorePosition position, RowSigner? signer) =>
        row.Revision >= 0 && row.Revision <= position.Revision
            ? RowFormat.Write(row, signer)
            : throw ImageLimits.TooLarge(row.Key, "The row's revision is not one that the database had reached");

    private static void Check(HashEntry[] fields)
    {
        var heads = 0;
        long bytes = 0;
        foreach (var field in fields)
        {
            bytes += field.Name.Length() + field.Value.Length();
            heads += ImageHead.IsHeadField(field.Name) ? 1 : 0;
        }

        if (heads > ImageLimits.MaximumHeadFields || fields.Length - heads > ImageLimits.MaximumRows || bytes > ImageLimits.MaximumStoredBytes)
        {
            throw new ImageFormatException("*", "is more than an image may have");
        }
    }

    private static IEnumerable<HashEntry> Entries(ImageHead head)
    {
        if (head.Digest is not null)
        {
            yield return new(ImageHead.DigestField, head.Digest);
            yield return new(ImageHead.SignatureField, head.Signature);
        }

        yield return new(ImageHead.EpochField, ImageHead.Number(head.Position.Epoch));
        yield return new(ImageHead.RevisionField, ImageHead.Number(head.Position.Revision));
        yield return new(ImageHead.TokenField, ImageHead.Token(head.Position.Token));
    }
}
