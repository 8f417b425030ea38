using System.Text;

namespace OptionsSdk.Analyzers.Lock.Format;

/// <summary>The marks that a version control system leaves where two sides changed the same lines.</summary>
internal static class MergeConflict
{
    private const string Base = "|||||||";

    private static readonly string[] Markers = ["<<<<<<<", Base, "=======", ">>>>>>>"];

    /// <summary>The first marker, if there is one.</summary>
    public static LockProblem? Find(string text)
    {
        var number = 1;
        for (var start = 0; start < text.Length; number++)
        {
            var end = text.IndexOf('\n', start) is var index and >= 0 ? index : text.Length;
            if (IsMarker(text, start))
            {
                return new(start, start + Base.Length, $"line {number.ToString(System.Globalization.CultureInfo.InvariantCulture)} is a marker of a merge conflict", LockProblem.Resolve);
            }

            start = end + 1;
        }

        return null;
    }

    /// <summary>The lines of both sides, without what both had before.</summary>
    public static string BothSides(string text)
    {
        var sides = new StringBuilder();
        var isBase = false;
        foreach (var line in text.Split('\n'))
        {
            if (IsMarker(line, 0))
            {
                isBase = line.StartsWith(Base, StringComparison.Ordinal);
            }
            else if (!isBase)
            {
                sides.Append(line).Append('\n');
            }
        }

        return sides.ToString();
    }

    private static bool IsMarker(string text, int start) =>
        Markers.Any(marker => string.CompareOrdinal(text, start, marker, 0, marker.Length) == 0);
}
