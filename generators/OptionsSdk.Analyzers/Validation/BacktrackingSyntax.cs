namespace OptionsSdk.Analyzers.Validation;

/// <summary>Finds what needs backtracking in a pattern by its syntax, for compilers whose own expressions cannot do without.</summary>
internal static class BacktrackingSyntax
{
    private static readonly string[] Groups = ["(?=", "(?!", "(?<=", "(?<!", "(?>", "(?("];

    public static bool IsIn(string pattern)
    {
        var isInClass = false;
        for (var index = 0; index < pattern.Length; index++)
        {
            switch (pattern[index])
            {
                case '\\' when index + 1 < pattern.Length:
                    index++;
                    if (!isInClass && pattern[index] is (>= '1' and <= '9') or 'k')
                    {
                        return true;
                    }

                    break;
                case '[':
                    isInClass = true;
                    break;
                case ']':
                    isInClass = false;
                    break;
                case '(' when !isInClass && Array.Exists(Groups, group => string.CompareOrdinal(pattern, index, group, 0, group.Length) == 0):
                    return true;
            }
        }

        return false;
    }
}
