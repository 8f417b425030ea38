using System.Diagnostics.CodeAnalysis;
using OptionsSdk.Errors;

namespace OptionsSdk;

/// <summary>
/// The grammar of keys: 1 to 128 characters, the first a lower-case letter or digit, the others also <c>.</c>, <c>_</c>, <c>:</c>
/// or <c>-</c>. Keys live in databases, so the grammar never narrows.
/// </summary>
public static class OptionKey
{
    /// <summary>The largest number of characters in a key.</summary>
    public const int MaximumLength = 128;

    /// <summary>Says whether a text is a key.</summary>
    /// <param name="key">The text.</param>
    /// <returns><see langword="true"/> if the text follows the grammar.</returns>
    public static bool IsValid([NotNullWhen(true)] string? key) => key is not null && IsValid(key.AsSpan());

    internal static bool IsValid(ReadOnlySpan<char> key)
    {
        if (key.Length is 0 or > MaximumLength || !char.IsAsciiLetterLower(key[0]) && !char.IsAsciiDigit(key[0]))
        {
            return false;
        }

        foreach (var character in key[1..])
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character is not ('.' or '_' or ':' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    internal static string Require(string? key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return IsValid(key)
            ? key
            : throw new OptionRegistrationException(
                OptionErrorIds.InvalidKey,
                key,
                key.Length > MaximumLength ? $"The key has {key.Length} characters." : "The key does not follow the grammar.",
                $"A key has 1 to {MaximumLength} characters: a-z and 0-9, then also '.', '_', ':' and '-'.",
                "Rename the option, or give it a key with [Option(\"…\")].");
    }
}
