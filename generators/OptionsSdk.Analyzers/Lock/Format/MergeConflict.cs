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

    /// <summary>The lines of both sides, at their places; what both had before, and the markers, are white space.</summary>
    public static string BothSides(string text)
    {
        var isBase = false;
        return string.Join("\n", text.Split('\n').Select(Side));

        string Side(string line)
        {
            var isMarker = IsMarker(line, 0);
            isBase = isMarker ? line.StartsWith(Base, StringComparison.Ordinal) : isBase;
            return isMarker || isBase ? new(' ', line.Length) : line;
        }
    }

    private static bool IsMarker(string text, int start) =>
        Markers.Any(marker => string.CompareOrdinal(text, start, marker, 0, marker.Length) == 0);
}
