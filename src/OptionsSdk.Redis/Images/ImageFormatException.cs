using System.Diagnostics.CodeAnalysis;

namespace OptionsSdk.Redis.Images;

/// <summary>A field of an image is not what this library writes. The problem is a clause without the field's content.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Never leaves this assembly.")]
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "Never leaves this assembly.")]
internal sealed class ImageFormatException(string field, string problem, bool isNewer = false) : Exception($"The field {field} {problem}.")
{
    /// <summary>The name of the field, made safe for logs.</summary>
    public string Field { get; } = Printable(field);

    public string Problem { get; } = problem;

    /// <summary>Whether a later version of this library may well have written it.</summary>
    public bool IsNewer { get; } = isNewer;

    private static string Printable(string text)
    {
        const int longest = 64;
        var characters = text.AsSpan(0, Math.Min(text.Length, longest)).ToArray();
        for (var index = 0; index < characters.Length; index++)
        {
            if (characters[index] is <= ' ' or > '~')
            {
                characters[index] = '?';
            }
        }

        return new string(characters) + (text.Length > longest ? "…" : string.Empty);
    }
}
