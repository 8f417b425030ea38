using System.Text;

namespace OptionsSdk.Generators.Parsing;

/// <summary>
/// Turns names into parts of keys. The rules are frozen, because keys live in databases: a word begins at a capital after a small
/// letter (<c>UseTls</c>, use-tls) and at the last of several capitals before a small letter (<c>HTTPPort</c>, http-port). Digits
/// belong to the letters before them and are as if absent otherwise (<c>U2fAppId</c>, u2f-app-id). Other characters stay.
/// </summary>
internal static class KebabCase
{
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        var before = '\0';
        for (var index = 0; index < name.Length; index++)
        {
            var character = name[index];
            if (char.IsUpper(character) && (char.IsLower(before) || char.IsUpper(before) && index + 1 < name.Length && char.IsLower(name[index + 1])))
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(character));
            before = char.IsDigit(character) ? before : character;
        }

        return text.ToString();
    }

    /// <summary>The name of a group after its class: without the suffix <c>Options</c>, unless that is all.</summary>
    public static string OfGroup(string className)
    {
        const string Suffix = "Options";
        return Of(className.Length > Suffix.Length && className.EndsWith(Suffix, StringComparison.Ordinal)
            ? className.Substring(0, className.Length - Suffix.Length)
            : className);
    }
}
