using System.Globalization;

namespace OptionsSdk.Analyzers.Keys;

/// <summary>The grammar of keys as the runtime checks it (OptionKey).</summary>
internal static class KeyGrammar
{
    private const int MaximumLength = 128;

    /// <summary>What is wrong with a key, or null.</summary>
    public static string? FindProblem(string key)
    {
        if (key.Length == 0)
        {
            return "is empty";
        }

        if (key.Length > MaximumLength)
        {
            return $"has {key.Length.ToString(CultureInfo.InvariantCulture)} characters";
        }

        if (!IsLetterOrDigit(key[0]))
        {
            return $"begins with '{key[0]}'";
        }

        foreach (var character in key)
        {
            if (!IsLetterOrDigit(character) && character is not ('.' or '_' or ':' or '-'))
            {
                return $"contains '{character}'";
            }
        }

        return null;
    }

    /// <summary>What remains of a key if case and separators are left out, which people confuse.</summary>
    public static string Confusable(string key) => string.Concat(key.ToLowerInvariant().Where(static character => character is not ('-' or '_' or '.')));

    private static bool IsLetterOrDigit(char character) => character is >= 'a' and <= 'z' or >= '0' and <= '9';
}
