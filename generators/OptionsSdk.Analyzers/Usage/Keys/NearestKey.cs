using OptionsSdk.Analyzers.Keys;

namespace OptionsSdk.Analyzers.Usage.Keys;

/// <summary>Guesses which key was meant.</summary>
internal static class NearestKey
{
    /// <summary>The declared key that a text most probably means; null where none is near.</summary>
    public static string? Find(string text, IEnumerable<DeclaredOption> options)
    {
        var known = options.OrderBy(static option => option.Key, StringComparer.Ordinal).ToList();
        var plain = Plain(text);
        if (known.FirstOrDefault(option => plain == Plain(option.Key) || plain == Plain($"{option.Facts.GroupName}{option.Facts.Property}")) is { } spelled)
        {
            return spelled.Key;
        }

        if (known.Where(option => plain == Plain(option.Facts.Property)).Select(static option => option.Key).Distinct().Take(2).ToArray() is [var only])
        {
            return only;
        }

        string? best = null;
        var nearest = text.Length switch { <= 3 => 1, <= 8 => 2, _ => 3 } + 1;
        foreach (var option in known.Where(option => Math.Abs(option.Key.Length - text.Length) < nearest))
        {
            if (Distance(text, option.Key) is var distance && distance < nearest)
            {
                (best, nearest) = (option.Key, distance);
            }
        }

        return best;
    }

    // MailOptions.Port, mail_port and Mail:Port all name mail.port; so does Port, where no other option is called so.
    private static string Plain(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    /// <summary>How many characters must be added, removed, replaced or swapped with their neighbours.</summary>
    private static int Distance(string from, string to)
    {
        var distances = Enumerable.Range(0, from.Length + 1).Select(_ => new int[to.Length + 1]).ToArray();
        for (var row = 0; row <= from.Length; row++)
        {
            for (var column = 0; column <= to.Length; column++)
            {
                if (row == 0 || column == 0)
                {
                    distances[row][column] = row + column;
                    continue;
                }

                var distance = Math.Min(
                    Math.Min(distances[row - 1][column], distances[row][column - 1]) + 1,
                    distances[row - 1][column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1));
                if (row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1])
                {
                    distance = Math.Min(distance, distances[row - 2][column - 2] + 1);
                }

                distances[row][column] = distance;
            }
        }

        return distances[from.Length][to.Length];
    }
}
