using System.Globalization;
using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Lock.Format;

/// <summary>Flags as lock files spell them: the single bits in ascending order, as in a declaration.</summary>
internal static class LockedFlags
{
    private const int Bits = 31;
    private const string Or = " | ";

    public static string Format(OptionFlags flags)
    {
        var names = new List<string>();
        for (var bit = 0; bit < Bits; bit++)
        {
            // A bit of a later version has a number, which that version's file has too.
            var flag = (OptionFlags)(1 << bit);
            if ((flags & flag) != 0)
            {
                names.Add(Enum.IsDefined(typeof(OptionFlags), flag) ? flag.ToString() : ((int)flag).ToString(CultureInfo.InvariantCulture));
            }
        }

        return string.Join(Or, names);
    }

    public static OptionFlags? Parse(string text)
    {
        var flags = OptionFlags.None;
        foreach (var name in text.Split('|'))
        {
            if (!Enum.TryParse<OptionFlags>(name.Trim(), out var flag))
            {
                return null;
            }

            flags |= flag;
        }

        return flags;
    }
}
