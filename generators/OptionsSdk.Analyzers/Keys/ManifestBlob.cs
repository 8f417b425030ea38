using System.Reflection.Metadata;

namespace OptionsSdk.Analyzers.Keys;

/// <summary>Reads one manifest attribute from its serialized form (ECMA-335 II.23.3).</summary>
internal static class ManifestBlob
{
    private const ushort Prolog = 1;
    private const byte ArrayOf = 0x1D;
    private const byte Text = 0x0E;
    private const byte Enumeration = 0x55;
    private const uint NullArray = 0xFFFFFFFF;

    /// <summary>Adds the options of a manifest; nothing for a blob that is not one, or of a version that says more than this one can tell apart.</summary>
    public static void Read(BlobReader blob, List<OptionFacts> options)
    {
        try
        {
            ReadManifest(blob, options);
        }
        catch (BadImageFormatException)
        {
            // One broken manifest says nothing of the others.
        }
    }

    private static void ReadManifest(BlobReader blob, List<OptionFacts> options)
    {
        if (blob.ReadUInt16() != Prolog || blob.ReadSerializedString() is not { } type)
        {
            return;
        }

        // The assembly's own types carry no assembly name.
        var group = type.Split(',')[0];
        var texts = new Dictionary<string, string[]>(StringComparer.Ordinal);
        int[] flags = [];
        for (int count = blob.ReadUInt16(), index = 0; index < count; index++)
        {
            blob.ReadByte(); // Field or property.
            if (blob.ReadByte() != ArrayOf)
            {
                return; // A later version's property: what follows cannot be told apart.
            }

            var element = blob.ReadByte();
            if (element == Enumeration)
            {
                blob.ReadSerializedString();
            }

            var name = blob.ReadSerializedString() ?? "";
            switch (element)
            {
                case Text:
                    texts[name] = Items(ref blob, static (ref BlobReader reader) => reader.ReadSerializedString() ?? "");
                    break;
                case Enumeration:
                    flags = Items(ref blob, static (ref BlobReader reader) => reader.ReadInt32());
                    break;
                default:
                    return;
            }
        }

        Add(options, group, Find("Properties"), Find("Keys"), flags, Find("Types"), Find("Defaults"));

        string[] Find(string name) => texts.TryGetValue(name, out var items) ? items : [];
    }

    private static void Add(List<OptionFacts> options, string group, string[] properties, string[] keys, int[] flags, string[] types, string[] defaults)
    {
        // A manifest of another version may have fewer or more lists; what every version has decides.
        for (var index = 0; index < properties.Length && index < keys.Length && index < flags.Length; index++)
        {
            options.Add(new(
                keys[index],
                flags[index] == 0 ? OptionFlags.Default : (OptionFlags)flags[index],
                properties[index],
                group,
                index < types.Length ? types[index] : "",
                index < defaults.Length ? defaults[index] : ""));
        }
    }

    private delegate T ReadItem<T>(ref BlobReader blob);

    private static T[] Items<T>(ref BlobReader blob, ReadItem<T> read)
    {
        var count = blob.ReadUInt32();
        if (count == NullArray)
        {
            return [];
        }

        // Every item takes a byte at least: a count that the blob cannot hold is not an array.
        if (count > blob.RemainingBytes)
        {
            throw new BadImageFormatException();
        }

        var items = new T[count];
        for (var index = 0; index < items.Length; index++)
        {
            items[index] = read(ref blob);
        }

        return items;
    }
}
