using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using OptionsSdk.Generators.Model;

namespace OptionsSdk.Generators;

/// <summary>
/// Names the registry class after its assembly, two assemblies never alike: a dot before a letter or digit becomes <c>_</c>, every
/// other character that an identifier cannot hold, and <c>_</c> itself, becomes <c>__</c> with four hexadecimal digits.
/// </summary>
internal static class RegistryName
{
    public static RegistryModel Model(ImmutableArray<RegistryEntry> entries, string assemblyName) =>
        new(Of(assemblyName), entries.OrderBy(static entry => entry.FullName, StringComparer.Ordinal).ToEquatableArray());

    public static string Of(string assemblyName)
    {
        if (assemblyName.Length == 0)
        {
            return "Unnamed";
        }

        var name = new StringBuilder(assemblyName.Length);
        for (var index = 0; index < assemblyName.Length; index++)
        {
            var character = assemblyName[index];
            var isStart = index == 0;
            if (char.IsLetter(character) || !isStart && char.IsDigit(character))
            {
                name.Append(character);
            }
            else if (character == '.' && !isStart && index + 1 < assemblyName.Length && char.IsLetterOrDigit(assemblyName[index + 1]))
            {
                name.Append('_');
            }
            else
            {
                name.Append("__").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
            }
        }

        // No other name ends like this, since "__" is followed by digits elsewhere.
        return SyntaxFacts.GetKeywordKind(name.ToString()) == SyntaxKind.None ? name.ToString() : $"{name}__";
    }
}
