using System.Buffers;
using System.Text;

namespace OptionsSdk.Codecs;

/// <summary>Tells texts that JSON and databases can hold from those they cannot.</summary>
internal static class UnicodeText
{
    /// <summary>The error for a text that fails <see cref="IsWellFormed"/>.</summary>
    public const string Requirement = "must not contain an unpaired surrogate";

    /// <summary>Says whether every surrogate of a text is half of a pair.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var index)
        {
            text = text[index..];
            if (Rune.DecodeFromUtf16(text, out _, out var consumed) != OperationStatus.Done)
            {
                return false;
            }

            text = text[consumed..];
        }

        return true;
    }
}
