using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OptionsSdk.Redis.Images;
using OptionsSdk.Store;

namespace OptionsSdk.Redis.Fleet;

/// <summary>
/// The format of what a process says, version 1: a line <c>1 epoch revision token state ticks nameBytes signature</c>, then the name, then
/// the rejected keys, each in a line of its own. Redis puts the time until which it counts in front. What is read is for display: every part
/// is bounded and checked, and an entry that is anything else is left out.
/// </summary>
internal sealed class FleetFormat(ImageSigner? signer)
{
    private const int Version = 1;
    private const int LongestLine = 256;
    private const char KeySeparator = '\n';

    /// <summary>The name of a process' field.</summary>
    public static string NameOf(Guid node) => ImageHead.Token(node);

    /// <summary>Writes what a process says, without the time that Redis adds.</summary>
    public byte[] Write(FleetNode node)
    {
        var name = Encoding.UTF8.GetBytes(node.Name);
        var keys = Encoding.UTF8.GetBytes(string.Join(KeySeparator, node.RejectedKeys));
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{Version} {node.Position.Epoch} {node.Position.Revision} {ImageHead.Token(node.Position.Token)} {(int)node.State} {node.At.Ticks} {name.Length} ");
        byte[] unsigned = [.. Encoding.ASCII.GetBytes(line), .. "-\n"u8, .. name, .. keys];
        return signer is null
            ? unsigned
            : [.. Encoding.ASCII.GetBytes(line + signer.OfNode(node.Id).Sign(unsigned)), .. "\n"u8, .. name, .. keys];
    }

    /// <summary>Reads what a process said.</summary>
    /// <param name="entryName">The name of its field.</param>
    /// <param name="value">What it said, without the time that Redis added.</param>
    /// <exception cref="ImageFormatException">It is not what this version writes, or not signed where it has to be.</exception>
    public FleetNode Read(string entryName, ReadOnlySpan<byte> value)
    {
        if (!Guid.TryParseExact(entryName, "N", out var id) || NameOf(id) != entryName)
        {
            throw new ImageFormatException(entryName, "is no identity of a process");
        }

        var end = value[..Math.Min(value.Length, LongestLine)].IndexOf((byte)'\n');
        if (value.Length > FleetLimits.MaximumNodeBytes || end < 0)
        {
            throw new ImageFormatException(entryName, "is not what a process says");
        }

        var line = value[..end];
        var words = Encoding.ASCII.GetString(line).Split(' ');
        if (words.Length != 8 || Number(entryName, words[0]) != Version)
        {
            throw new ImageFormatException(entryName, "has a format of another version");
        }

        var body = value[(end + 1)..];
        signer?.OfNode(id).Verify(entryName, line[..(line.LastIndexOf((byte)' ') + 1)], words[7], body);
        var position = new StorePosition(Number(entryName, words[1]), Number(entryName, words[2]), Token(entryName, words[3]));
        var state = (StoreState)Math.Min(Number(entryName, words[4]), int.MaxValue);
        var ticks = Number(entryName, words[5]);
        var nameLength = Number(entryName, words[6]);
        if (ticks > DateTime.MaxValue.Ticks || nameLength > body.Length)
        {
            throw new ImageFormatException(entryName, "has an impossible time or name");
        }

        return new(
            id,
            Name(entryName, body[..(int)nameLength]),
            position,
            // Another version may know more states. What is not known is not trusted.
            Enum.IsDefined(state) ? state : StoreState.Stale,
            Keys(entryName, body[(int)nameLength..]),
            new DateTime(ticks, DateTimeKind.Utc));
    }

    /// <summary>A name as it can be shown: without characters that command terminals, or that nobody sees.</summary>
    private static string Name(string entryName, ReadOnlySpan<byte> bytes)
    {
        var name = StrictText.Read(entryName, bytes);
        if (name.Length > FleetNode.LongestName)
        {
            throw new ImageFormatException(entryName, "has an impossible time or name");
        }

        return string.Create(name.Length, name, static (shown, name) =>
        {
            for (var index = 0; index < name.Length; index++)
            {
                var isHidden = CharUnicodeInfo.GetUnicodeCategory(name[index])
                    is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
                shown[index] = isHidden ? '?' : name[index];
            }
        });
    }

    private static ImmutableArray<string> Keys(string entryName, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return [];
        }

        var keys = StrictText.Read(entryName, bytes).Split(KeySeparator);
        return keys.Length <= FleetNode.MostRejectedKeys && keys.All(OptionKey.IsValid)
            ? [.. keys]
            : throw new ImageFormatException(entryName, "names keys that no option has");
    }

    private static Guid Token(string entryName, string word) =>
        Guid.TryParseExact(word, "N", out var token) ? token : throw new ImageFormatException(entryName, "has no token");

    private static long Number(string entryName, string word) =>
        long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ImageFormatException(entryName, "has a number that cannot be read");
}
