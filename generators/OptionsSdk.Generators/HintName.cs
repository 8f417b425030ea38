using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OptionsSdk.Generators.Model;

namespace OptionsSdk.Generators;

/// <summary>
/// Names generated files. A name that the compiler refuses, or that differs from another by case only, would take every generated
/// file down, so names hold only harmless characters and collisions get a digest.
/// </summary>
internal static class HintName
{
    /// <summary>The registry's file: no group's name has a hyphen without a digest behind it.</summary>
    public const string Registry = "OptionsSdk-Registry.g.cs";

    /// <summary>The attribute that keeps <c>AddOptionsSdk()</c> to its assembly.</summary>
    public const string EmbeddedAttribute = "OptionsSdk-EmbeddedAttribute.g.cs";

    private const int MaximumLength = 120;
    private const int KeptLength = 80;

    public static string Of(IEnumerable<string> path)
    {
        var exact = string.Join(".", path);
        var name = new StringBuilder(exact.Length);
        foreach (var character in exact)
        {
            name.Append(char.IsLetterOrDigit(character) || character is '.' or '_' ? character : '-');
        }

        var safe = name.ToString();
        return safe.Length > MaximumLength ? $"{safe.Substring(0, KeptLength)}-{Digest(exact)}"
            : safe != exact ? $"{safe}-{Digest(exact)}"
            : safe;
    }

    public static string File(GroupModel group, EquatableArray<string> collisions) =>
        collisions.Contains(group.HintName, StringComparer.Ordinal) ? $"{group.HintName}-{Digest(group.FullName)}.g.cs" : $"{group.HintName}.g.cs";

    /// <summary>The names that differ from another by case only.</summary>
    public static EquatableArray<string> Collisions(ImmutableArray<RegistryEntry> entries) =>
        entries
            .Select(static entry => entry.HintName)
            .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
            .Where(static same => same.Skip(1).Any())
            .SelectMany(static same => same)
            .OrderBy(static name => name, StringComparer.Ordinal)
            .ToEquatableArray();

    // FNV-1a: the same on every machine, unlike GetHashCode.
    private static string Digest(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * 16777619u);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
